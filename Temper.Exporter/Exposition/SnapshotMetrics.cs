using Temper.Devices;

namespace Temper.Exporter.Exposition;

/// <summary>All that a snapshot tells. Temper.Devices.PrometheusNet publishes the same.</summary>
internal static class SnapshotMetrics
{
    /// <param name="snapshot">All sticks.</param>
    /// <param name="withDewPoint">Whether dew points are asked for: a metric of our own, so never unasked.</param>
    public static IEnumerable<MetricFamily> From(TemperSnapshot snapshot, bool withDewPoint)
        => ReadingMetrics.From(snapshot, withDewPoint)
            .Concat(StickMetrics.From(snapshot))
            .Append(MetricFamily.Gauge(
                "temper_scrape_duration_seconds", "How long it took to read all sticks", Sample.Only(snapshot.Duration.TotalSeconds)));
}
