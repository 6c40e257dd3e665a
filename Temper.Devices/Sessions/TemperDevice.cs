namespace Temper.Devices.Sessions;

/// <summary>
/// A device that is opened when first needed and reopened after it was lost: the async
/// side of a <see cref="DeviceSession"/>.
/// </summary>
internal sealed class TemperDevice : ITemperDevice
{
    // A new node exists before udev has set its group and mode: the first open can be refused for some tens of ms.
    private const int PermissionAttempts = 4;
    private static readonly TimeSpan PermissionPause = TimeSpan.FromMilliseconds(50);

    // The worker gives up by the deadline itself, with a better message; this is for when the kernel holds it.
    private static readonly TimeSpan WorkerGrace = TimeSpan.FromMilliseconds(100);

    // How long closing waits for a worker that the kernel holds; it closes the node later by itself.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromMilliseconds(250);

    private readonly TemperCandidate _candidate;
    private readonly TemperOptions _options;
    private readonly DeviceSession _session;
    private readonly DeviceWorker _worker;
    private readonly ReadingAdjuster _adjuster;
    private bool _permissionSettled;
    private int _disposed;

    public TemperDevice(TemperCandidate candidate, TemperOptions options, Action<Thread>? startThread = null)
    {
        _candidate = candidate;
        _options = options;
        _session = new DeviceSession(candidate, options);
        _adjuster = new ReadingAdjuster(candidate.PortPath, options);
        _worker = new DeviceWorker(candidate.Interface.Node, startThread);
    }

    public TemperDeviceInfo Info =>
        InfoIfKnown ?? throw new InvalidOperationException("the device has not been opened yet");

    /// <summary>What the device is, or <see langword="null"/> before it has answered the version query.</summary>
    public TemperDeviceInfo? InfoIfKnown => _session.Info;

    public Task OpenAsync(CancellationToken cancellationToken) =>
        LeaveWorkerAsync(RunAsync(_session.Open, timeout: null, cancellationToken));

    public Task<Reading> ReadAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        LeaveWorkerAsync(ReadOnWorkerAsync(timeout, cancellationToken));

    public Task<DeviceCalibration?> ReadCalibrationAsync(
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) => LeaveWorkerAsync(RunAsync(_session.ReadCalibration, timeout, cancellationToken));

    /// <summary>
    /// The same as <see cref="ReadAsync"/>, but what follows runs on the device's worker: never a caller's code.
    /// </summary>
    public Task<Reading> ReadOnWorkerAsync(TimeSpan? timeout, CancellationToken cancellationToken) =>
        RunAsync(deadline => _adjuster.Adjust(_session.Read(deadline)), timeout, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        var ended = _worker.EndAsync(_session.Dispose);
        try
        {
            await ended.WaitAsync(CloseTimeout, _options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The worker is a background thread and closes the node as soon as the kernel lets go of it.
        }
    }

    // A caller's code could block the worker, and with it all later reads of the device.
    private async Task<T> LeaveWorkerAsync<T>(Task<T> task)
    {
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            await Task.CompletedTask.ConfigureAwait(_options.LeavesWorker);
        }
    }

    private async Task<T> RunAsync<T>(Func<Deadline, T> job, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var deadline = Deadline.After(timeout ?? _options.DeviceTimeout, _options.TimeProvider);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await RunOnceAsync(job, deadline, cancellationToken).ConfigureAwait(false);
                _permissionSettled = true;
                return result;
            }
            catch (TemperPermissionException) when (!_permissionSettled && attempt < PermissionAttempts)
            {
                await Task.Delay(PermissionPause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (TemperPermissionException)
            {
                _permissionSettled = true;
                throw;
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(Func<Deadline, T> job, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await _worker
                .RunAsync(() => RunAndMaintain(job, deadline))
                .WaitAsync(deadline.Remaining + WorkerGrace, _options.TimeProvider, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TemperTimeoutException(
                $"{_candidate.Interface.Node}: an earlier query is still pending in the kernel; "
                    + "if this persists, replug the device"
            );
        }
    }

    // On the worker. What it does between reads is queued, so that a caller has its error by the deadline.
    private T RunAndMaintain<T>(Func<Deadline, T> job, Deadline deadline)
    {
        try
        {
            return job(deadline);
        }
        catch (TemperException)
        {
            _ = _worker.RunAsync(() =>
            {
                _session.Maintain();
                return true;
            });
            throw;
        }
    }
}
