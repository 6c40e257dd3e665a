using System.Collections.Immutable;

namespace Temper.Exporter.Exposition;

/// <summary>One metric: what it is, and its samples.</summary>
/// <param name="Type">Whether it goes up and down.</param>
/// <param name="Name">The metric's name; that of a counter ends with <c>_total</c>.</param>
/// <param name="Help">What it is, for people.</param>
/// <param name="Samples">Its samples, in the order in which they are written.</param>
internal sealed record MetricFamily(MetricType Type, string Name, string Help, ImmutableArray<Sample> Samples)
{
    public static MetricFamily Gauge(string name, string help, IEnumerable<Sample> samples) => new(MetricType.Gauge, name, help, [.. samples]);

    public static MetricFamily Counter(string name, string help, IEnumerable<Sample> samples) => new(MetricType.Counter, name, help, [.. samples]);
}

/// <summary>What the formats call a metric's type.</summary>
internal enum MetricType
{
    Gauge,
    Counter,
}

/// <summary>One line of an exposition.</summary>
/// <param name="Labels">Label names and values, in order; may be empty.</param>
/// <param name="Value">The value, in the unit that the metric's name says.</param>
internal sealed record Sample(ImmutableArray<(string Name, string Value)> Labels, double Value)
{
    /// <summary>The only sample of its metric.</summary>
    public static ImmutableArray<Sample> Only(double value) => [new([], value)];
}
