namespace Temper.Devices.PrometheusNet;

/// <summary>
/// One row of a table of metrics: its name, HELP text and labels, and a function that sets its series from a source.
/// </summary>
/// <typeparam name="TSource">The source of the series, such as <see cref="TemperSnapshot"/>.</typeparam>
/// <param name="Name">The metric's name, with its unit. The name of a counter ends with <c>_total</c>.</param>
/// <param name="Help">The HELP text. prometheus-net does not escape it, so it must be one plain line.</param>
/// <param name="Labels">The names of the labels, in the order of the exposition.</param>
/// <param name="Write">Sets every series of the source, in the order of the exposition.</param>
internal sealed record Metric<TSource>(string Name, string Help, string[] Labels, Action<TSource, MetricSeries> Write)
{
    private const string CounterSuffix = "_total";

    /// <summary>Creates a metric with one series and no label. Without a value, it has no series.</summary>
    public static Metric<TSource> Of(string name, string help, Func<TSource, double?> valueOf) =>
        new(name, help, [], (source, series) => series.Set(valueOf(source)));

    /// <summary>Writes the series of the source into a registry, and removes the other series of this metric.</summary>
    public void Replace(MetricRegistry registry, TSource source) => Replace(registry, series => Write(source, series));

    /// <summary>Writes the given series, and removes the other series of this metric.</summary>
    public void Replace(MetricRegistry registry, Action<MetricSeries> write)
    {
        var metric = In(registry);
        var written = new HashSet<object>(ReferenceEqualityComparer.Instance);
        write(new AllSeries(metric, written));
        metric.RemoveAllBut(written);
    }

    /// <summary>Removes every series of this metric from a registry.</summary>
    public void Clear(MetricRegistry registry) => Replace(registry, _ => { });

    /// <summary>Creates this metric in a registry, or finds it there.</summary>
    public RegisteredMetric In(MetricRegistry registry) =>
        Name.EndsWith(CounterSuffix, StringComparison.Ordinal)
            ? registry.Counter(Name, Help, Labels)
            : registry.Gauge(Name, Help, Labels);

    private sealed class AllSeries(RegisteredMetric metric, HashSet<object> written) : MetricSeries
    {
        protected override void Write(double value, ReadOnlySpan<string> labels)
        {
            var child = metric.ChildOf(labels);
            metric.TrySet(child, value);
            written.Add(child);
        }
    }
}
