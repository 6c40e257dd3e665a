using Temper.Devices;

namespace Temper.Exporter.Http;

/// <summary>What is served.</summary>
/// <param name="TelemetryPath">The path of the metrics.</param>
/// <param name="WithDewPoint">Whether dew points are asked for.</param>
/// <param name="WithProcessMetrics">Whether the metrics of the exporter's own process are among them.</param>
internal sealed record ServerSettings(
    string TelemetryPath = "/metrics",
    bool WithDewPoint = false,
    bool WithProcessMetrics = true
)
{
    /// <summary>Whether the devices are emulated, which the page says.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Sees every snapshot that is served.</summary>
    public Action<TemperSnapshot>? SnapshotTaken { get; init; }
}
