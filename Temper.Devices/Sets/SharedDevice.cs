using Temper.Devices.Sessions;

namespace Temper.Devices.Sets;

/// <summary>
/// One plugged-in device of a set: opened at its first read, and read for all callers that ask at the same time.
/// </summary>
internal sealed class SharedDevice : IAsyncDisposable
{
    private readonly TemperDevice _device;
    private readonly DeviceLog _log;
    private readonly DeviceHistories _histories;
    private readonly TimeProvider _time;
    private readonly CancellationToken _closing;
    private volatile bool _isExcluded;

    public SharedDevice(
        TemperCandidate candidate,
        TemperOptions options,
        DeviceLog log,
        DeviceHistories histories,
        CancellationToken closing
    )
    {
        Candidate = candidate;
        _device = new TemperDevice(candidate, options);
        _log = log;
        _histories = histories;
        _time = options.TimeProvider;
        _closing = closing;
        Reads = new SharedTask<DeviceSnapshot?>(ReadAsync);
    }

    public TemperCandidate Candidate { get; }

    /// <summary>
    /// The device's reads. A read fails only when the set is closed: a fault of the device is in its result. The result
    /// is <see langword="null"/> if the filter excludes the device's firmware.
    /// </summary>
    public SharedTask<DeviceSnapshot?> Reads { get; }

    /// <summary>What a caller gets whose time is up before the device has answered.</summary>
    public DeviceSnapshot TimedOut() =>
        Snapshot(_histories.Of(Candidate.PortPath), new TemperTimeoutException("no reading within the requested time"));

    /// <summary>Closes a device that is no longer listed.</summary>
    public void Unplug()
    {
        _log.Unplugged();
        _ = DisposeAsync().AsTask(); // a stuck device must not hold up the others; it never throws
    }

    public ValueTask DisposeAsync() => _device.DisposeAsync();

    // Behind the await this runs on the device's worker: what waits here puts off the device's next read.
    private async Task<DeviceSnapshot?> ReadAsync()
    {
        _closing.ThrowIfCancellationRequested();
        if (_isExcluded)
        {
            return null;
        }

        var start = _time.GetTimestamp();
        try
        {
            var reading = await _device.ReadOnWorkerAsync(timeout: null, _closing).ConfigureAwait(false);
            var now = _time.GetUtcNow();
            var history = _histories.Add(Candidate.PortPath, reading, _time.GetElapsedTime(start), now);
            _log.Read(_device.Info, reading);
            return new(Candidate, _device.Info, reading, now) { History = history };
        }
        catch (TemperDeviceNotFoundException)
        {
            _isExcluded = true;
            _ = DisposeAsync().AsTask(); // frees the node and the worker until a replug
            return null;
        }
        catch (ObjectDisposedException)
        {
            // Another caller's listing found it unplugged before this read began.
            return Snapshot(
                _histories.Of(Candidate.PortPath),
                TemperDeviceGoneException.Unplugged(Candidate.Interface.Node, errno: 0)
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What is not one of ours is a fault of this program or of a transport. The other
            // devices' readings still count.
            var error =
                e as TemperException
                ?? new TemperConnectionException($"unexpected error: {e.Message}; please report it", inner: e);
            var history = _histories.Add(Candidate.PortPath, error, _time.GetElapsedTime(start));
            _log.Failed(error);
            return Snapshot(history, error);
        }
    }

    private DeviceSnapshot Snapshot(DeviceHistory history, TemperException error) =>
        new(Candidate, _device.InfoIfKnown, error, _time.GetUtcNow()) { History = history };
}
