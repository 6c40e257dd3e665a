using Temper.Devices;

namespace Temper.Exporter.Exposition;

/// <summary>The exporter itself: what it is, and how long the scrape took.</summary>
internal static class ExporterMetrics
{
    public static IEnumerable<MetricFamily> From(TemperSnapshot snapshot)
    {
        yield return MetricFamily.Gauge("temper_scrape_duration_seconds", "How long it took to read all sticks", Sample.Only(snapshot.Duration.TotalSeconds));
        yield return MetricFamily.Gauge(
            "temper_exporter_build_info",
            "Which exporter this is",
            [
                new Sample(
                    [
                        ("version", BuildInfo.Version),
                        ("revision", BuildInfo.Revision),
                        ("runtime", BuildInfo.Runtime),
                        ("os", BuildInfo.OperatingSystem),
                        ("arch", BuildInfo.Architecture),
                    ],
                    1),
            ]);
    }
}
