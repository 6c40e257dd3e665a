namespace Temper.Exporter.Http;

/// <summary>What is served.</summary>
/// <param name="TelemetryPath">The path of the metrics.</param>
/// <param name="WithDewPoint">Whether dew points are asked for.</param>
/// <param name="WithProcessMetrics">Whether the metrics of the exporter's own process are among them.</param>
internal sealed record ServerSettings(
    string TelemetryPath = "/metrics", bool WithDewPoint = false, bool WithProcessMetrics = true);
