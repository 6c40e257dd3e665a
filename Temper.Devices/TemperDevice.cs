using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Readings;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>A stick that is opened when first needed and reopened after it was lost. The async face of an <see cref="IStickSession"/>.</summary>
internal sealed class TemperDevice : ITemperDevice
{
    // A new node exists before udev has set its group and mode: the first open can be refused for some tens of ms.
    private const int PermissionAttempts = 4;
    private static readonly TimeSpan PermissionPause = TimeSpan.FromMilliseconds(50);

    // The worker gives up by the deadline itself, with a better message; this is for when the kernel holds it.
    private static readonly TimeSpan WorkerGrace = TimeSpan.FromMilliseconds(100);

    // How long closing waits for a worker that the kernel holds; it closes the node later by itself.
    private static readonly TimeSpan ClosePatience = TimeSpan.FromMilliseconds(250);

    private readonly TemperCandidate _candidate;
    private readonly TemperOptions _options;
    private readonly IStickSession _session;
    private readonly DeviceWorker _worker;
    private readonly ReadingRefiner _refiner;
    private bool _permissionSettled;
    private int _disposed;

    public TemperDevice(TemperCandidate candidate, TemperOptions options)
    {
        _candidate = candidate;
        _options = options;
        _session = candidate.Interface is SerialPortInfo port
            ? new SerialSession(candidate, port, options)
            : new StickSession(candidate, options);
        _refiner = new ReadingRefiner(candidate.PortPath, options);
        _worker = new DeviceWorker($"temper {candidate.Interface.Node}");
    }

    public TemperDeviceInfo Info => InfoIfKnown ?? throw new InvalidOperationException("the stick was not opened yet");

    /// <summary>What the stick is, or <see langword="null"/> before it has told so.</summary>
    public TemperDeviceInfo? InfoIfKnown => _session.Info;

    public Task OpenAsync(TimeSpan? timeout, CancellationToken cancellationToken)
        => RunAsync(
            deadline =>
            {
                _session.Open(deadline);
                return true;
            },
            timeout,
            cancellationToken);

    public Task<Reading> ReadAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => RunAsync(deadline => _refiner.Refine(_session.Read(deadline)), timeout, cancellationToken);

    public Task<StickCalibration?> ReadCalibrationAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        => RunAsync(_session.ReadCalibration, timeout, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        var ended = _worker.EndAsync(_session.Dispose);
        try
        {
            await ended.WaitAsync(ClosePatience, _options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The worker is a background thread and closes the node as soon as the kernel lets go of it.
        }
    }

    private async Task<T> RunAsync<T>(
        Func<Deadline, T> job, TimeSpan? timeout, CancellationToken cancellationToken)
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
            return await _worker.RunAsync(() => job(deadline))
                .WaitAsync(deadline.Remaining + WorkerGrace, _options.TimeProvider, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var node = _candidate.Interface.Node;
            throw new TemperTimeoutException(
                $"{node} ({_candidate.PortPath}) holds an earlier query in the kernel: if it stays so, replug it");
        }
    }
}
