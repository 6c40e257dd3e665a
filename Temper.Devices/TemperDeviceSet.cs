using Microsoft.Extensions.Logging;
using Temper.Devices.Errors;
using Temper.Devices.Readings;

namespace Temper.Devices;

/// <summary>
/// All sticks of this machine, read together as often as you like: sticks stay open between reads, new ones are
/// taken in, unplugged ones let go, and no stick's fault costs another stick's reading.
/// </summary>
public sealed class TemperDeviceSet : IAsyncDisposable
{
    private readonly TemperOptions _options;
    private readonly StickLog _log;
    private readonly CancellationTokenSource _closing = new();
    private readonly object _gate = new();

    // By instance, not by port: a stick that was replugged between two reads is a new one in the old port.
    private readonly Dictionary<string, TemperDevice> _devices = new(StringComparer.Ordinal);
    private readonly StickHistories _histories = new();
    private SnapshotRound? _current;

    /// <summary>Creates the set; nothing is opened before the first read.</summary>
    /// <param name="options">Settings; the defaults when left out.</param>
    public TemperDeviceSet(TemperOptions? options = null)
    {
        _options = options ?? new TemperOptions();
        _log = new StickLog(_options.LoggerFactory.CreateLogger<TemperDeviceSet>(), _options.TimeProvider);
    }

    /// <summary>
    /// Looks what is plugged in and reads every stick, in parallel, under one deadline
    /// (<see cref="TemperOptions.DeviceTimeout"/>). Calls that overlap share one snapshot.
    /// </summary>
    /// <param name="cancellationToken">Ends this caller's wait; a snapshot that others share goes on.</param>
    /// <exception cref="TemperConnectionException">The devices of this machine cannot be listed.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no backend for this system.</exception>
    public Task<TemperSnapshot> ReadAsync(CancellationToken cancellationToken = default)
        => CurrentRound().Whole.WaitAsync(cancellationToken);

    /// <summary>
    /// The same for a caller with less time than <see cref="TemperOptions.DeviceTimeout"/>: sticks that are not through
    /// by then have a <see cref="TemperTimeoutException"/> in his snapshot, and are read on for callers who wait.
    /// </summary>
    /// <param name="patience">How long this caller waits.</param>
    /// <param name="cancellationToken">Ends this caller's wait; a snapshot that others share goes on.</param>
    /// <exception cref="TemperConnectionException">The devices of this machine cannot be listed, or not in that time.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no backend for this system.</exception>
    public async Task<TemperSnapshot> ReadAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        var round = CurrentRound();
        try
        {
            return await round.Whole.WaitAsync(patience, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return round.SoFar() ?? throw new TemperConnectionException("the devices of this machine were not listed in time");
        }
    }

    /// <summary>Closes every stick. A snapshot under way ends at once.</summary>
    public async ValueTask DisposeAsync()
    {
        SnapshotRound? current;
        lock (_gate)
        {
            if (_closing.IsCancellationRequested)
            {
                return;
            }

            _closing.Cancel();
            current = _current;
        }

        if (current is not null)
        {
            await ((Task)current.Whole).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_devices.Values.Select(device => device.DisposeAsync().AsTask())).ConfigureAwait(false);
        _devices.Clear();
        _closing.Dispose();
    }

    private SnapshotRound CurrentRound()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            return _current = _current is { Whole.IsCompleted: false } ? _current : new SnapshotRound(_options.TimeProvider, BeginRound);
        }
    }

    private SnapshotRound.Sticks BeginRound()
    {
        var found = List().ToLookup(candidate => candidate.Unsupported is null);
        var (readable, unsupported) = (found[true].ToList(), found[false]);
        LetGoOfUnplugged(readable);
        return new([.. readable.Select(BeginRead)], [.. unsupported]);
    }

    private IReadOnlyList<TemperCandidate> List()
    {
        try
        {
            var found = TemperDevices.Find(_options);
            _log.Listed();
            return found;
        }
        catch (TemperException e)
        {
            _log.CannotList(e);
            throw;
        }
    }

    private SnapshotRound.StickRead BeginRead(TemperCandidate candidate)
    {
        var device = DeviceFor(candidate); // before the first await: only the round's own thread touches _devices
        return new(ReadStickAsync(candidate, device), () => Snapshot(
            candidate, device, reading: null, new TemperTimeoutException($"{candidate.PortPath} gave no reading in the time that was asked for")));
    }

    private void LetGoOfUnplugged(List<TemperCandidate> candidates)
    {
        _histories.Trim(candidates.Select(candidate => candidate.PortPath).ToHashSet(StringComparer.Ordinal));
        var present = candidates.Select(candidate => candidate.Interface.InstanceId).ToHashSet(StringComparer.Ordinal);
        foreach (var (instance, device) in _devices.Where(entry => !present.Contains(entry.Key)).ToList())
        {
            _devices.Remove(instance);
            _log.Unplugged(instance);
            _ = device.DisposeAsync().AsTask(); // a stuck one must not hold up this snapshot; it never throws
        }
    }

    private async Task<StickSnapshot> ReadStickAsync(TemperCandidate candidate, TemperDevice device)
    {
        var time = _options.TimeProvider;
        var start = time.GetTimestamp();
        try
        {
            var reading = await device.ReadAsync(timeout: null, _closing.Token).ConfigureAwait(false);
            _log.Read(candidate, device.InfoIfKnown!, reading);
            _histories.Add(candidate.PortPath, reading, time.GetElapsedTime(start), time.GetUtcNow());
            return Snapshot(candidate, device, reading, error: null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What is not one of ours is a fault of this program or of a backend. The other sticks' readings still count.
            var error = e as TemperException
                ?? new TemperConnectionException($"{candidate.PortPath}: unexpected {e.GetType().Name}: {e.Message}", inner: e);
            _log.Failed(candidate, error);
            _histories.Add(candidate.PortPath, error, time.GetElapsedTime(start));
            return Snapshot(candidate, device, reading: null, error);
        }
    }

    private StickSnapshot Snapshot(TemperCandidate candidate, TemperDevice device, Reading? reading, TemperException? error)
        => new(candidate, device.InfoIfKnown, reading, error) { History = _histories.Of(candidate.PortPath) };

    private TemperDevice DeviceFor(TemperCandidate candidate)
    {
        var instance = candidate.Interface.InstanceId;
        if (!_devices.TryGetValue(instance, out var device))
        {
            device = new TemperDevice(candidate, _options);
            _devices.Add(instance, device);
        }

        return device;
    }
}
