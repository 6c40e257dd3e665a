using Microsoft.Extensions.Logging;
using Temper.Devices.Errors;

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
    private Task<TemperSnapshot>? _current;

    /// <summary>Creates the set; nothing is opened before the first read.</summary>
    /// <param name="options">Settings; the defaults when left out.</param>
    public TemperDeviceSet(TemperOptions? options = null)
    {
        _options = options ?? new TemperOptions();
        _log = new StickLog(_options.LoggerFactory.CreateLogger<TemperDeviceSet>());
    }

    /// <summary>
    /// Looks what is plugged in and reads every stick, in parallel, under one deadline
    /// (<see cref="TemperOptions.DeviceTimeout"/>). Calls that overlap share one snapshot.
    /// </summary>
    /// <param name="cancellationToken">Ends this caller's wait; a snapshot that others share goes on.</param>
    /// <exception cref="TemperConnectionException">The devices of this machine cannot be listed.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no backend for this system.</exception>
    public Task<TemperSnapshot> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_current is null || _current.IsCompleted)
            {
                _current = Task.Run(TakeSnapshotAsync, CancellationToken.None);
            }

            return _current.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Closes every stick. A snapshot under way ends at once.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<TemperSnapshot>? current;
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
            await ((Task)current).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_devices.Values.Select(device => device.DisposeAsync().AsTask())).ConfigureAwait(false);
        _devices.Clear();
        _closing.Dispose();
    }

    private async Task<TemperSnapshot> TakeSnapshotAsync()
    {
        var start = _options.TimeProvider.GetTimestamp();
        var candidates = TemperDevices.Find(_options).Where(candidate => candidate.Unsupported is null).ToList();
        LetGoOfUnplugged(candidates);
        var sticks = await Task.WhenAll(candidates.Select(ReadStickAsync)).ConfigureAwait(false);
        return new TemperSnapshot(
            [.. sticks], _options.TimeProvider.GetUtcNow(), _options.TimeProvider.GetElapsedTime(start));
    }

    private void LetGoOfUnplugged(List<TemperCandidate> candidates)
    {
        var present = candidates.Select(candidate => candidate.Interface.InstanceId).ToHashSet(StringComparer.Ordinal);
        foreach (var (instance, device) in _devices.Where(entry => !present.Contains(entry.Key)).ToList())
        {
            _devices.Remove(instance);
            _log.Unplugged(instance);
            _ = device.DisposeAsync().AsTask(); // a stuck one must not hold up this snapshot; it never throws
        }
    }

    private async Task<StickSnapshot> ReadStickAsync(TemperCandidate candidate)
    {
        var device = DeviceFor(candidate); // before the first await: only the snapshot's own thread touches _devices
        try
        {
            var reading = await device.ReadAsync(timeout: null, _closing.Token).ConfigureAwait(false);
            _log.Read(candidate, device.InfoIfKnown!);
            return new StickSnapshot(candidate, device.InfoIfKnown, reading, Error: null);
        }
        catch (TemperException e)
        {
            _log.Failed(candidate, e);
            return new StickSnapshot(candidate, device.InfoIfKnown, Reading: null, e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Not one of ours: a fault of this program or of a backend. The other sticks' readings still count.
            var error = new TemperConnectionException($"{candidate.PortPath}: unexpected {e.GetType().Name}: {e.Message}", inner: e);
            _log.Failed(candidate, error);
            return new StickSnapshot(candidate, device.InfoIfKnown, Reading: null, error);
        }
    }

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
