using System.Buffers;
using Prometheus;

namespace Temper.Devices.PrometheusNet;

/// <summary>
/// One row of a table of metrics: its name, HELP text and labels, and how its series follow from a source.
/// </summary>
/// <typeparam name="TSource">What the series are taken from, such as <see cref="TemperSnapshot"/>.</typeparam>
/// <param name="Name">The metric's name, with its unit. The name of a counter ends with <c>_total</c>.</param>
/// <param name="Help">The text of the HELP line. prometheus-net does not escape it, so it is one plain line.</param>
/// <param name="Labels">The names of the labels, in the order of the exposition.</param>
/// <param name="Write">Sets every series that the source has, in the order of the exposition.</param>
internal sealed record Metric<TSource>(string Name, string Help, string[] Labels, Action<TSource, MetricSeries> Write)
{
    private const string CounterSuffix = "_total";

    // prometheus-net would otherwise expose a metric without labels as 0 before it has a value.
    private static readonly GaugeConfiguration GaugeOnceSet = new() { SuppressInitialValue = true };
    private static readonly CounterConfiguration CounterOnceSet = new() { SuppressInitialValue = true };

    /// <summary>A metric with one series and no label. Without a value, the metric has no series.</summary>
    public static Metric<TSource> Of(string name, string help, Func<TSource, double?> valueOf) =>
        new(name, help, [], (source, series) => series.Set(valueOf(source)));

    /// <summary>Writes the series of the source into a registry that has none of this metric yet.</summary>
    public void AddTo(IMetricFactory registry, TSource source) => Write(source, SeriesIn(registry));

    /// <summary>Writes the series of the source into a registry, and removes the other series of this metric.</summary>
    public void Replace(IMetricFactory registry, TSource source) => Replace(registry, series => Write(source, series));

    /// <summary>Writes other series than a source's, and removes the rest of this metric's.</summary>
    public void Replace(IMetricFactory registry, Action<MetricSeries> write)
    {
        var series = SeriesIn(registry);
        series.BeginReplacing();
        write(series);
        series.RemoveOthers();
    }

    /// <summary>Removes every series of this metric from a registry.</summary>
    public void Clear(IMetricFactory registry) => Replace(registry, _ => { });

    private MetricSeries SeriesIn(IMetricFactory registry) =>
        Name.EndsWith(CounterSuffix, StringComparison.Ordinal)
            ? new Series<Counter.Child>(
                registry.CreateCounter(Name, Help, Labels, CounterOnceSet),
                (child, value) => child.IncTo(value)
            )
            : new Series<Gauge.Child>(
                registry.CreateGauge(Name, Help, Labels, GaugeOnceSet),
                (child, value) => child.Set(value)
            );

    private sealed class Series<TChild>(Collector<TChild> metric, Action<TChild, double> set) : MetricSeries
        where TChild : ChildBase
    {
        private HashSet<TChild>? _written;

        public override void BeginReplacing() => _written = [];

        public override void RemoveOthers()
        {
            foreach (
                var labels in metric.LabelNames is []
                    ?
                    [
                        [],
                    ]
                    : metric.GetAllLabelValues()
            )
            {
                var child = metric.WithLabels(labels);
                if (!_written!.Contains(child))
                {
                    child.Remove();
                }
            }
        }

        protected override void Write(double value, string[] labels)
        {
            var child = metric.WithLabels(labels);
            set(child, value);
            _written?.Add(child);
        }
    }
}

/// <summary>The series of one metric in one registry.</summary>
internal abstract class MetricSeries
{
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create([
        .. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl),
    ]);

    /// <summary>Sets the series with these label values, or none at all where there is no value.</summary>
    public void Set(double? value, params string[] labels)
    {
        if (value is { } known)
        {
            Write(known, Array.ConvertAll(labels, Printable));
        }
    }

    /// <summary>Notes from now on which series are set.</summary>
    public abstract void BeginReplacing();

    /// <summary>Removes the series that were not set since <see cref="BeginReplacing"/>.</summary>
    public abstract void RemoveOthers();

    protected abstract void Write(double value, string[] labels);

    // prometheus-net escapes quotes, backslashes and line feeds. It passes on other control characters, which could
    // write to the terminal of a reader.
    private static string Printable(string text) =>
        text.AsSpan().ContainsAny(ControlCharacters)
            ? string.Create(
                text.Length,
                text,
                (printable, from) =>
                {
                    for (var index = 0; index < from.Length; index++)
                    {
                        printable[index] = char.IsControl(from[index]) ? '\ufffd' : from[index];
                    }
                }
            )
            : text;
}
