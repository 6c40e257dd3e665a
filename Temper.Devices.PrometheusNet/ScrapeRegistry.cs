namespace Temper.Devices.PrometheusNet;

/// <summary>
/// A registry for successive scrapes. From one scrape to the next, the same devices usually have the same series, so
/// only the values are set and nothing is allocated. If a series appears, disappears or changes a label, the whole
/// registry is created anew. Therefore the exposition is the same, byte by byte, as that of a new registry, and no
/// series is stale. The registry must not be used by two scrapes at the same time.
/// </summary>
internal sealed class ScrapeRegistry
{
    private readonly List<KnownSeries> _known = [];
    private readonly KnownSeriesOnly _matcher;
    private MetricRegistry? _registry;
    private MetricRegistry? _new;
    private int _matched;
    private bool _isSame;

    public ScrapeRegistry() => _matcher = new KnownSeriesOnly(this);

    /// <summary>Fills the registry with the series of one scrape, and no others.</summary>
    /// <param name="write">
    /// Calls <see cref="Add"/> for each metric, always in the same order. It may be called twice.
    /// </param>
    public MetricRegistry Fill(Action<ScrapeRegistry> write)
    {
        if (_registry is not null)
        {
            (_matched, _isSame) = (0, true);
            write(this);
            if (_isSame && _matched == _known.Count)
            {
                return _registry;
            }
        }

        _known.Clear();
        _registry = null; // stays null if filling fails
        var registry = MetricRegistry.Create();
        _new = registry;
        try
        {
            write(this);
        }
        finally
        {
            _new = null;
        }

        return _registry = registry;
    }

    /// <summary>Adds the series of a metric.</summary>
    public void Add<TSource>(Metric<TSource> metric, TSource source)
    {
        if (_new is not null)
        {
            metric.Write(source, new NewSeries(this, metric.Name, metric.In(_new)));
        }
        else if (_isSame)
        {
            _matcher.MetricName = metric.Name;
            metric.Write(source, _matcher);
        }
    }

    private void Match(string metricName, double value, ReadOnlySpan<string> labels)
    {
        _isSame =
            _isSame
            && _matched < _known.Count
            && _known[_matched] is var known
            && known.MetricName == metricName
            && labels.SequenceEqual(known.Labels)
            && known.Metric.TrySet(known.Child, value);
        _matched++;
    }

    private sealed record KnownSeries(string MetricName, string[] Labels, RegisteredMetric Metric, object Child);

    private sealed class NewSeries(ScrapeRegistry owner, string metricName, RegisteredMetric metric) : MetricSeries
    {
        protected override void Write(double value, ReadOnlySpan<string> labels)
        {
            var child = metric.ChildOf(labels);
            metric.TrySet(child, value);
            owner._known.Add(new KnownSeries(metricName, labels.ToArray(), metric, child));
        }
    }

    private sealed class KnownSeriesOnly(ScrapeRegistry owner) : MetricSeries
    {
        public string MetricName { get; set; } = "";

        protected override void Write(double value, ReadOnlySpan<string> labels) =>
            owner.Match(MetricName, value, labels);
    }
}
