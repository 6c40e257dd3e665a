using Microsoft.Extensions.Logging;
using Temper.CommandLine;
using Temper.Devices;
using Temper.Exporter.Hosting;

namespace Temper.Exporter.Settings;

/// <summary>What the command line and the environment ask for.</summary>
internal sealed record ExporterOptions
{
    /// <summary>Where to listen; at least one.</summary>
    public required IReadOnlyList<ListenAddress> Listen { get; init; }

    /// <summary>The path of the metrics.</summary>
    public required string TelemetryPath { get; init; }

    /// <summary>Whether the metrics of the exporter's own process are served.</summary>
    public required bool WithProcessMetrics { get; init; }

    /// <summary>Whether there is a flag that does nothing, which its user should be told.</summary>
    public bool IsThreadCountGiven { get; init; }

    /// <summary>What to warn of when logging is there, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required LogLevel LogLevel { get; init; }

    public required LogFormat LogFormat { get; init; }

    public required DeviceOptions Devices { get; init; }

    /// <summary>Which of this machine's devices are meant; <see langword="null"/> is all.</summary>
    public required Func<TemperCandidate, bool>? Filter { get; init; }
}
