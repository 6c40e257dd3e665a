using Microsoft.Extensions.Logging;
using Temper.Exporter.Exposition;

namespace Temper.Devices.PrometheusNet.Adapter;

/// <summary>
/// Makes a registry show the sticks as they are at each collection. Series live on in a registry, so those that the
/// snapshot does not have are taken out; and it swallows exceptions, so a failure is published as a value, and logged.
/// </summary>
internal sealed partial class SnapshotPublisher(TemperDeviceSet sticks, ISeriesRegistry registry, ILogger logger)
{
    private const string DeviceUp = "temper_device_up";

    private readonly object _gate = new();
    private readonly Dictionary<string, Series> _published = new(StringComparer.Ordinal);
    private long _collections;
    private long _newest;
    private string? _failure;

    /// <summary>Reads the sticks, once for all collections that overlap, and publishes what they tell.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for this collection any more.</exception>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var collection = Interlocked.Increment(ref _collections);
        try
        {
            Publish(collection, await sticks.ReadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            UnpublishAll(); // the program is ending
        }
        catch (Exception e)
        {
            PublishFailure(e);
        }
    }

    // By their order, and not by the snapshots' time: a clock that is set back would stop everything until it is there again.
    private void Publish(long collection, TemperSnapshot snapshot)
    {
        lock (_gate)
        {
            if (collection < _newest)
            {
                return; // one that began later was faster, with the same snapshot or a later one
            }

            _newest = collection;
            Replace(SnapshotMetrics.From(snapshot, withDewPoint: true).SelectMany(SeriesOf).Append(Up(1)));
            if (_failure is not null)
            {
                _failure = null;
                LogRecovered();
            }
        }
    }

    // Sticks that were there may be there still: they are down, and not gone.
    private void PublishFailure(Exception error)
    {
        lock (_gate)
        {
            var down = _published.Values.Where(series => series.Family.Name == DeviceUp)
                .Select(series => series with { Sample = series.Sample with { Value = 0 } });
            Replace([.. down, Up(0)]);
            if (_failure != error.Message)
            {
                _failure = error.Message;
                LogFailed(error.Message, error);
            }
        }
    }

    private void UnpublishAll()
    {
        lock (_gate)
        {
            Replace([]);
        }
    }

    private void Replace(IEnumerable<Series> wanted)
    {
        var now = wanted.ToDictionary(series => series.Key, StringComparer.Ordinal);
        foreach (var (key, stale) in _published.Where(old => !now.ContainsKey(old.Key)).ToList())
        {
            registry.Unpublish(stale.Family, stale.Sample);
            _published.Remove(key);
        }

        foreach (var (key, series) in now)
        {
            registry.Publish(series.Family, series.Sample);
            _published[key] = series;
        }
    }

    // temper-exporter answers such a scrape with status 500, which prometheus-net has no way to do.
    private static Series Up(double value)
        => new(
            MetricFamily.Gauge("temper_up", "Whether the sticks of this machine could be listed", []),
            new Sample([], value));

    private static IEnumerable<Series> SeriesOf(MetricFamily family)
        => family.Samples.Select(sample => new Series(family, sample));

    [LoggerMessage(LogLevel.Error, "the sticks of this machine cannot be read: {Message}")]
    private partial void LogFailed(string message, Exception error);

    [LoggerMessage(LogLevel.Information, "the sticks of this machine can be read again")]
    private partial void LogRecovered();

    private sealed record Series(MetricFamily Family, Sample Sample)
    {
        // No label value holds a NUL: what devices say of themselves is made printable.
        public string Key => string.Join('\0', Sample.Labels.Select(label => label.Value).Prepend(Family.Name));
    }
}
