using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Temper.Devices.Sessions;
using Temper.Devices.Sets;

namespace Temper.Devices;

/// <summary>
/// Reads all devices of this machine together, as often as you like. Devices stay open between reads, new ones are
/// added, unplugged ones are removed, and the fault of a device does not affect the readings of others.
/// </summary>
/// <remarks>
/// The last snapshot is also reported by the instruments of the meter <see cref="MeterName"/>:
/// <c>temper.temperature</c> and <c>temper.dew_point</c> (Cel), <c>temper.relative_humidity</c> (%),
/// <c>temper.device.up</c>, <c>temper.device.reads</c> and <c>temper.device.errors</c>. Collecting
/// them reads no device, so the app must read the set, for example with <see cref="WatchAsync"/>.
/// </remarks>
/// <example>
/// <code>
/// using Temper.Devices;
///
/// await using var devices = new TemperDeviceSet();
/// await foreach (var snapshot in devices.WatchAsync(TimeSpan.FromSeconds(10)))
///     foreach (var device in snapshot.Devices)
///         Console.WriteLine($"{device.PortPath}: {device.Reading?.Find(Quantity.Temperature)?.Value} °C");
/// </code>
/// </example>
public sealed class TemperDeviceSet : IAsyncDisposable
{
    /// <summary>The name of the meter whose instruments report the last snapshot.</summary>
    public const string MeterName = "Temper.Devices";

    private readonly TemperOptions _options;
    private readonly CurrentCorrections _corrections;
    private readonly CancellationTokenSource _closing = new();
    private readonly PluggedDevices _devices;
    private readonly SnapshotMeter _meter;
    private readonly object _gate = new();
    private Task? _closed;

    /// <summary>Creates the set. No device is opened before the first read.</summary>
    /// <param name="options">How to read the devices. Default: the defaults of <see cref="TemperOptions"/>.</param>
    public TemperDeviceSet(TemperOptions? options = null)
    {
        options ??= new TemperOptions();
        _corrections = new CurrentCorrections(options.Corrections);
        _options = options with { CurrentCorrections = _corrections };
        var logger = _options.LoggerFactory.CreateLogger<TemperDeviceSet>();
        _devices = new PluggedDevices(_options, logger, _closing.Token);
        _meter = new SnapshotMeter(_options.MeterFactory, _options.TimeProvider);
    }

    /// <summary>
    /// The user's own calibration, at first <see cref="TemperOptions.Corrections"/>. It can be replaced at any time. A
    /// read that is in progress may still use the previous one.
    /// </summary>
    public IReadOnlyList<Correction> Corrections
    {
        get => _corrections.All;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _corrections.All = value;
        }
    }

    /// <summary>
    /// Lists the plugged-in devices and reads all of them in parallel, each within
    /// <see cref="TemperOptions.DeviceTimeout"/>. Overlapping calls share a read of a device that is in progress.
    /// Otherwise no value is older than the call. A device that hangs does not make the values of other devices older.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait of this caller. Reads that others share continue.</param>
    /// <exception cref="TemperConnectionException">The devices of this machine cannot be listed.</exception>
    /// <exception cref="PlatformNotSupportedException">No transport is built in for this system.</exception>
    public Task<TemperSnapshot> ReadAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>
    /// Reads all devices for a caller with less time than <see cref="TemperOptions.DeviceTimeout"/>. Devices still
    /// pending at the timeout appear with a <see cref="TemperTimeoutException"/>; their reads continue for other
    /// callers.
    /// </summary>
    /// <param name="timeout">The longest time that this caller waits, including the listing.</param>
    /// <param name="cancellationToken">Ends the wait of this caller. Reads that others share continue.</param>
    /// <exception cref="TemperConnectionException">
    /// The devices of this machine cannot be listed, or not within the timeout.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">No transport is built in for this system.</exception>
    public Task<TemperSnapshot> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        }

        return TakeSnapshotAsync(timeout, cancellationToken);
    }

    /// <summary>Reads all devices at once and then at an interval, until the token is cancelled.</summary>
    /// <param name="period">
    /// The time from one read to the next, at least 1 ms. If a read takes longer, the next one starts late, and
    /// the reads that were due in the meantime are skipped.
    /// </param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// One snapshot per read. If the devices of this machine cannot be listed, that period has no snapshot. The set
    /// logs the error, and tries again in the next period. </returns>
    /// <exception cref="ArgumentOutOfRangeException">The period is shorter than 1 ms.</exception>
    /// <exception cref="PlatformNotSupportedException">No transport is built in for this system.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<TemperSnapshot> WatchAsync(
        TimeSpan period,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var timer = new PeriodicTimer(period, _options.TimeProvider);
        do
        {
            if (await TryReadAsync(cancellationToken).ConfigureAwait(false) is { } snapshot)
            {
                yield return snapshot;
            }
        } while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Closes all devices. Reads in progress end at once.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            return new ValueTask(_closed ??= CloseAsync());
        }
    }

    /// <summary>The devices of the last listing and their reads, for tests.</summary>
    internal PluggedDevices Devices => _devices;

    private async Task<TemperSnapshot> TakeSnapshotAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        // One timer for listing and reads, set at the call, so that neither can put off the caller's timeout.
        var timeIsUp = new TaskCompletionSource();
        using var timer = _options.TimeProvider.CreateTimer(
            static timeIsUp => ((TaskCompletionSource)timeIsUp!).SetResult(),
            timeIsUp,
            timeout,
            Timeout.InfiniteTimeSpan
        );
        return await TakeSnapshotAsync(timeIsUp.Task, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TemperSnapshot> TakeSnapshotAsync(Task timeIsUp, CancellationToken cancellationToken)
    {
        var time = _options.TimeProvider;
        var start = time.GetTimestamp();
        var inFlight = _devices.JoinRunningReads(); // at the call, whatever the listing takes
        var listing = await ListAsync(timeIsUp, cancellationToken).ConfigureAwait(false);
        var count = listing.Devices.Length;
        var (shares, tasks) = (new SharedTask<DeviceSnapshot?>.Share[count], new Task<DeviceSnapshot?>[count]);
        for (var index = 0; index < count; index++)
        {
            var device = listing.Devices[index];
            shares[index] = inFlight.GetValueOrDefault(device) ?? device.Reads.Join();
            tasks[index] = shares[index].Task;
        }

        var all = Task.WhenAll(tasks);
        await Task.WhenAny(all, timeIsUp).WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.CompletedTask.ConfigureAwait(_options.LeavesWorker); // that of the last device
        if (all.IsCompleted)
        {
            await all.ConfigureAwait(false); // fails when the set was closed
        }

        var devices = ImmutableArray.CreateBuilder<DeviceSnapshot>(count);
        for (var index = 0; index < count; index++)
        {
            var (device, task) = (listing.Devices[index], tasks[index]);
            device.Reads.Leave(shares[index]);
            if ((task.IsCompletedSuccessfully ? task.Result : device.TimedOut()) is { } read)
            {
                devices.Add(read);
            }
        }

        var snapshot = new TemperSnapshot(devices.DrainToImmutable(), time.GetUtcNow(), time.GetElapsedTime(start))
        {
            Unsupported = listing.Unsupported,
        };
        _meter.Take(snapshot);
        return snapshot;
    }

    private async Task<TemperSnapshot?> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TemperConnectionException)
        {
            return null; // logged where it was listed
        }
    }

    private async Task<PluggedDevices.Listing> ListAsync(Task timeIsUp, CancellationToken cancellationToken)
    {
        var share = _devices.Listings.Join();
        await Task.WhenAny(share.Task, timeIsUp).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!share.Task.IsCompleted)
        {
            _devices.Listings.Leave(share);
            throw new TemperConnectionException("timed out listing the devices of this machine");
        }

        return await share.Task.ConfigureAwait(false);
    }

    private async Task CloseAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await ((Task)_devices.Listings.Join().Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _devices.DisposeAsync().ConfigureAwait(false);
        _meter.Dispose();
        _closing.Dispose();
    }
}
