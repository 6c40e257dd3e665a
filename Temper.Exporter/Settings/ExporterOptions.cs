using Microsoft.Extensions.Logging;
using Temper.CommandLine;
using Temper.CommandLine.Logging;
using Temper.Devices;
using Temper.Exporter.Http;

namespace Temper.Exporter.Settings;

/// <summary>The options of the exporter, from the command line and the environment.</summary>
internal sealed record ExporterOptions
{
    /// <summary>The addresses to listen on; at least one.</summary>
    public required IReadOnlyList<ListenAddress> Listen { get; init; }

    /// <summary>The path of the metrics.</summary>
    public required string TelemetryPath { get; init; }

    /// <summary>Whether to serve the metrics of the exporter's own process.</summary>
    public required bool WithProcessMetrics { get; init; }

    /// <summary>The file with TLS, users, headers and the rate limit, or <see langword="null"/>.</summary>
    public string? WebConfigFile { get; init; }

    /// <summary>Whether to check the named files rather than to serve.</summary>
    public bool IsCheck { get; init; }

    /// <summary>Whether a request may make the program read its files again.</summary>
    public bool IsLifecycleEnabled { get; init; }

    /// <summary>How many requests may read devices at once; 0 for any number.</summary>
    public int MaxRequests { get; init; }

    /// <summary>How much earlier to answer a scrape than its announced timeout.</summary>
    public required TimeSpan TimeoutOffset { get; init; }

    /// <summary>Which pages of other origins may read answers; <see langword="null"/> for none.</summary>
    public CrossOrigin? CrossOrigin { get; init; }

    /// <summary>Whether to keep earlier values, and to read devices for them.</summary>
    public bool KeepsHistory { get; init; } = true;

    /// <summary>Whether --thread-count was given, which has no effect and causes a warning.</summary>
    public bool IsThreadCountGiven { get; init; }

    /// <summary>Warnings to log at the start, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether to ask a running exporter whether it serves, rather than to serve.</summary>
    public bool IsHealthCheck { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required LogFormat LogFormat { get; init; }

    public required DeviceOptions Devices { get; init; }

    /// <summary>Selects the devices to read; <see langword="null"/> selects all.</summary>
    public required Func<TemperCandidate, bool>? Filter { get; init; }

    /// <summary>
    /// Selects the devices to read by their firmware version; <see langword="null"/> selects all.
    /// </summary>
    public required Func<TemperCandidate, string, bool>? FirmwareFilter { get; init; }

    /// <summary>Whether devices may be plugged in that are not read.</summary>
    public bool IsFiltered => Filter is not null || FirmwareFilter is not null;
}
