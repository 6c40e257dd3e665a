namespace Temper.Exporter.Exposition;

/// <summary>The exporter itself.</summary>
internal static class ExporterMetrics
{
    public static IEnumerable<MetricFamily> From()
    {
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
