using System.Globalization;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Rounds as lines that can be searched and cut: each begins with the time.</summary>
internal sealed class TimedReport(Units units) : IWatchReport
{
    public string Beginning => "";

    public string Ending => "";

    public bool TellsFailures => false;

    public static string TimeOf(TemperSnapshot snapshot) =>
        snapshot.TakenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public string Round(TemperSnapshot snapshot) =>
        string.Concat(
            ReadingReport
                .Of(snapshot, units)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => $"{TimeOf(snapshot)}  {line}\n")
        );
}
