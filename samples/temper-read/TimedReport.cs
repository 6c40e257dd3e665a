using System.Globalization;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Writes snapshots as lines that begin with the time, for tools such as grep and cut.</summary>
internal sealed class TimedReport(Units units, DeviceNames names) : IWatchReport
{
    public string Beginning => "";

    public string Ending => "";

    /// <summary>Returns the time of a snapshot in UTC.</summary>
    public static string TimeOf(TemperSnapshot snapshot) =>
        snapshot.TakenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public string TextOf(TemperSnapshot snapshot) =>
        string.Concat(
            ReadingReport
                .Of(snapshot, units, names)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => $"{TimeOf(snapshot)}  {line}\n")
        );
}
