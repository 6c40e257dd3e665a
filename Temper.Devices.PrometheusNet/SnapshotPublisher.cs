using Microsoft.Extensions.Logging;

namespace Temper.Devices.PrometheusNet;

/// <summary>
/// Updates a long-lived registry with the state of the devices at each collection. prometheus-net swallows the
/// exceptions of a collection, so a failure is published as a value and logged.
/// </summary>
internal sealed partial class SnapshotPublisher(TemperDeviceSet devices, MetricRegistry registry, ILogger logger)
{
    // temper-exporter answers a failed scrape with status 500, which prometheus-net cannot do.
    private static readonly Metric<double> Up = Metric<double>.Of(
        "temper_up",
        "Whether the devices of this machine could be listed",
        value => value
    );

    private readonly ILogger _logger = logger; // a field, because the log generator of .NET 8 needs one
    private readonly object _gate = new();
    private TemperSnapshot _last = new([], default, default);
    private long _collections;
    private long _newest;
    private string? _failure;

    /// <summary>Reads the devices, once for overlapping collections, and publishes the snapshot.</summary>
    /// <exception cref="OperationCanceledException">The client of this collection disconnected.</exception>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var collection = Interlocked.Increment(ref _collections);
        try
        {
            Publish(collection, await devices.ReadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            PublishEnd();
        }
        catch (Exception e)
        {
            PublishFailure(e);
        }
    }

    // Collections are ordered by their start. If they were ordered by the time of their snapshots, all would be ignored
    // after the clock was set back, until it has caught up.
    private void Publish(long collection, TemperSnapshot snapshot)
    {
        lock (_gate)
        {
            if (collection < _newest)
            {
                return; // a later collection was faster, and its snapshot is the same or newer
            }

            (_newest, _last) = (collection, snapshot);
            foreach (var metric in SnapshotMetrics.All)
            {
                metric.Replace(registry, snapshot);
            }

            Up.Replace(registry, 1);
            if (_failure is not null)
            {
                _failure = null;
                LogRecovered();
            }
        }
    }

    // The devices of the last snapshot may still be plugged in, so they are down rather than removed.
    private void PublishFailure(Exception error)
    {
        lock (_gate)
        {
            Clear();
            SnapshotMetrics.DeviceUp.Replace(
                registry,
                series =>
                {
                    foreach (var device in _last.Devices)
                    {
                        series.Set(0, device.PortPath);
                    }
                }
            );
            Up.Replace(registry, 0);
            if (_failure != error.Message)
            {
                _failure = error.Message;
                LogFailed(error.Message, error);
            }
        }
    }

    // The app is stopping and has closed the set of devices.
    private void PublishEnd()
    {
        lock (_gate)
        {
            Clear();
            Up.Clear(registry);
        }
    }

    private void Clear()
    {
        foreach (var metric in SnapshotMetrics.All)
        {
            metric.Clear(registry);
        }
    }

    [LoggerMessage(LogLevel.Error, "cannot list devices error={Error}")]
    private partial void LogFailed(string error, Exception exception);

    [LoggerMessage(LogLevel.Information, "devices can be listed again")]
    private partial void LogRecovered();
}
