using Temper.Devices.PrometheusNet.Adapter;
using Temper.Exporter.Exposition;

namespace Temper.Integrations.Tests.PrometheusNet;

/// <summary>A registry as prometheus-net's is: it keeps every series until it is told otherwise.</summary>
internal sealed class SeriesTable : ISeriesRegistry
{
    /// <summary>What is served: <c>name{label="value"}</c> and the value.</summary>
    public Dictionary<string, double> Series { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => Series.Keys.Select(series => series[..series.IndexOf('{', StringComparison.Ordinal)]).Distinct();

    public void Publish(MetricFamily family, Sample sample) => Series[Text(family, sample)] = sample.Value;

    public void Unpublish(MetricFamily family, Sample sample)
        => Series.Remove(Text(family, sample)).Should().BeTrue("only what is there is taken out");

    private static string Text(MetricFamily family, Sample sample)
        => $"{family.Name}{{{string.Join(',', sample.Labels.Select(label => $"{label.Name}=\"{label.Value}\""))}}}";
}
