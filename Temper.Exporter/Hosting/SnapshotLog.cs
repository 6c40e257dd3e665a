using Microsoft.Extensions.Logging;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Logs what snapshots show: at level debug every read and why a device is ignored; once,
/// calibration entries that match nothing.
/// </summary>
internal sealed partial class SnapshotLog(ILogger logger, IReadOnlyList<Correction> corrections)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Correction> _warned = [];

    /// <summary>The filter, with a debug line for each device that it excludes.</summary>
    public Func<TemperCandidate, bool>? Logged(Func<TemperCandidate, bool>? filter) =>
        filter is null ? null : candidate => IsMeant(filter, candidate);

    public void Add(TemperSnapshot snapshot)
    {
        WarnOfUnmatched(snapshot);
        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogReads(snapshot);
        }
    }

    private bool IsMeant(Func<TemperCandidate, bool> filter, TemperCandidate candidate)
    {
        var isMeant = filter(candidate);
        if (!isMeant)
        {
            LogExcluded(logger, candidate.PortPath, candidate.Interface.Node);
        }

        return isMeant;
    }

    private void WarnOfUnmatched(TemperSnapshot snapshot)
    {
        lock (_gate)
        {
            foreach (var (correction, problem) in UnmatchedCorrections.Of(corrections, snapshot))
            {
                if (_warned.Add(correction))
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

    [LoggerMessage(LogLevel.Warning, "calibration: {Problem}")]
    private static partial void LogUnmatched(ILogger logger, string problem);

    [LoggerMessage(LogLevel.Debug, "devices found: {Found}, unsupported: {Unsupported}, read in {Milliseconds} ms")]
    private static partial void LogFound(ILogger logger, int found, int unsupported, long milliseconds);

    [LoggerMessage(LogLevel.Debug, "device {Phy} at {Node} excluded by --device-include or --device-exclude")]
    private static partial void LogExcluded(ILogger logger, string phy, string node);

    [LoggerMessage(LogLevel.Debug, "device {Phy} at {Node} ignored: {Reason}")]
    private static partial void LogIgnored(ILogger logger, string phy, string node, string reason);

    [LoggerMessage(LogLevel.Debug, "device {Phy} read, firmware {Version}: {Values}")]
    private static partial void LogRead(ILogger logger, string phy, string version, string values);

    [LoggerMessage(LogLevel.Debug, "device {Phy} not read: {Reason}")]
    private static partial void LogFailed(ILogger logger, string phy, string reason);
}
