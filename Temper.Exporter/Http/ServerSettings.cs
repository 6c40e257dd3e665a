using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Page;
using Temper.Exporter.Web;

namespace Temper.Exporter.Http;

/// <summary>The options of the web server.</summary>
/// <param name="TelemetryPath">The path of the metrics.</param>
/// <param name="WithDewPoint">Whether to serve dew points.</param>
/// <param name="WithProcessMetrics">Whether to serve the metrics of the exporter's own process.</param>
internal sealed record ServerSettings(
    string TelemetryPath = "/metrics",
    bool WithDewPoint = false,
    bool WithProcessMetrics = true
)
{
    /// <summary>Whether the devices are emulated, which the page and a metric show.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The names of devices and sensors, which the page, the JSON document and a metric show.</summary>
    public CurrentConfig Config { get; init; } = new(UserConfig.None);

    /// <summary>How much earlier to answer a scrape than its announced timeout.</summary>
    public TimeSpan TimeoutOffset { get; init; } = ScrapeTimeout.DefaultOffset;

    /// <summary>How many requests may read devices at once; 0 for any number.</summary>
    public int MaxRequests { get; init; }

    /// <summary>TLS, passwords and limits; <see langword="null"/> for plain HTTP for everyone.</summary>
    public WebAccess? Web { get; init; }

    /// <summary>Reads the configuration files again.</summary>
    public ConfigReload Reload { get; init; } = new([], TimeProvider.System);

    /// <summary>Whether a request may ask for a reload.</summary>
    public bool IsLifecycleEnabled { get; init; }

    /// <summary>Earlier values.</summary>
    public ReadingHistory History { get; init; } = new();

    /// <summary>Which pages of other origins may read answers; <see langword="null"/> for none.</summary>
    public CrossOrigin? CrossOrigin { get; init; }

    /// <summary>Called with every snapshot that is served.</summary>
    public Action<TemperSnapshot>? SnapshotTaken { get; init; }
}
