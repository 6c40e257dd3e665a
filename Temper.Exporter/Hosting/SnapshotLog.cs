using Microsoft.Extensions.Logging;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Logs what snapshots show. At level debug: every read, and why a device is ignored. As warnings, once each:
/// entries of the config file that match no device or sensor. A reload begins anew.
/// </summary>
internal sealed partial class SnapshotLog(ILogger logger, CurrentConfig config, bool isFiltered)
{
    private readonly Lock _gate = new();
    private readonly HashSet<object> _warned = [];
    private UserConfig? _config;

    /// <summary>Adds filters that write a debug line for each device that they exclude.</summary>
    public TemperOptions Filtered(TemperOptions devices, ExporterOptions options) =>
        devices with
        {
            Filter = options.Filter is { } filter ? candidate => Logged(filter(candidate), candidate) : null,
            FirmwareFilter = options.FirmwareFilter is { } filterFirmware
                ? (candidate, version) => Logged(filterFirmware(candidate, version), candidate)
                : null,
        };

    /// <summary>Logs a snapshot.</summary>
    public void Add(TemperSnapshot snapshot)
    {
        WarnOfUnmatched(snapshot);
        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogReads(snapshot);
        }
    }

    private bool Logged(bool isIncluded, TemperCandidate candidate)
    {
        if (!isIncluded)
        {
            LogExcluded(logger, candidate.PortPath, candidate.Interface.Node);
        }

        return isIncluded;
    }

    private void WarnOfUnmatched(TemperSnapshot snapshot)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_config, config.Value))
            {
                _config = config.Value;
                _warned.Clear();
            }

            foreach (var (entry, problem) in UnmatchedEntries.Of(_config, snapshot, isFiltered))
            {
                if (_warned.Add(entry))
                {
                    LogUnmatched(logger, problem);
                }
            }
        }
    }

    private void LogReads(TemperSnapshot snapshot)
    {
        var (found, unsupported) = (snapshot.Devices.Length, snapshot.Unsupported.Length);
        LogFound(logger, found, unsupported, (long)snapshot.Duration.TotalMilliseconds);
        foreach (var ignored in snapshot.Unsupported)
        {
            LogIgnored(logger, ignored.PortPath, ignored.Interface.Node, ignored.Unsupported!);
        }

        foreach (var device in snapshot.Devices)
        {
            if (device.Error is { } error)
            {
                LogFailed(logger, device.PortPath, error.Message);
            }
            else
            {
                var values = string.Join(", ", device.Reading!.Sensors.Select(TextOf));
                LogRead(logger, device.PortPath, device.Info!.Version, values);
            }
        }
    }

    private static string TextOf(SensorReading sensor) =>
        FormattableString.Invariant($"{sensor.Sensor} {sensor.Value:0.00} {sensor.Unit}").TrimStart();

    [LoggerMessage(LogLevel.Warning, "config entry has no effect reason={Reason}")]
    private static partial void LogUnmatched(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Debug, "devices read found={Found} unsupported={Unsupported} duration_ms={DurationMs}")]
    private static partial void LogFound(ILogger logger, int found, int unsupported, long durationMs);

    [LoggerMessage(LogLevel.Debug, "device excluded by --device-include or --device-exclude phy={Phy} node={Node}")]
    private static partial void LogExcluded(ILogger logger, string phy, string node);

    [LoggerMessage(LogLevel.Debug, "device ignored phy={Phy} node={Node} reason={Reason}")]
    private static partial void LogIgnored(ILogger logger, string phy, string node, string reason);

    [LoggerMessage(LogLevel.Debug, "device read phy={Phy} firmware={Firmware} values={Values}")]
    private static partial void LogRead(ILogger logger, string phy, string firmware, string values);

    [LoggerMessage(LogLevel.Debug, "device read failed phy={Phy} reason={Reason}")]
    private static partial void LogFailed(ILogger logger, string phy, string reason);
}
