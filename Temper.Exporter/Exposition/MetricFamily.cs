using System.Collections.Immutable;

namespace Temper.Exporter.Exposition;

/// <summary>One gauge: what it is, and its samples.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Help">What it is, for people.</param>
/// <param name="Samples">Its samples, in the order in which they are written.</param>
internal sealed record MetricFamily(string Name, string Help, ImmutableArray<Sample> Samples);

/// <summary>One line of an exposition.</summary>
/// <param name="Labels">Label names and values, in order.</param>
/// <param name="Value">The value, in the unit that the metric's name says.</param>
internal sealed record Sample(ImmutableArray<(string Name, string Value)> Labels, double Value);
