using System.Text;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Readings as people read them: one aligned line a sensor.</summary>
internal static class ReadingReport
{
    public static string Of(TemperSnapshot snapshot, Units units) =>
        Table.Of([.. snapshot.Sticks.SelectMany(stick => RowsOf(stick, units))]);

    public const string NoneFound = "temper-read: no TEMPer stick found: plug one in, or see --list\n";

    /// <summary>A line for each stick or value that failed, and one when there is no stick at all.</summary>
    /// <param name="snapshot">All sticks.</param>
    /// <param name="missing">What to say of sticks that were asked for and are not there; empty when none were.</param>
    public static string FailuresOf(TemperSnapshot snapshot, string missing = "")
    {
        var text = new StringBuilder(missing);
        if (snapshot.Sticks.IsEmpty && missing.Length == 0)
        {
            text.Append(NoneFound);
        }

        foreach (var stick in snapshot.Sticks.Where(stick => stick.Error is not null))
        {
            text.Append(ErrorLine.Of("temper-read", $"{stick.PortPath}: {stick.Error!.Message}")).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string[]> RowsOf(StickSnapshot stick, Units units)
    {
        foreach (var sensor in stick.Reading?.Sensors ?? [])
        {
            yield return RowOf(stick, sensor.Sensor, units.TextOf(sensor));
        }

        foreach (var absent in stick.Reading?.Absent ?? [])
        {
            yield return RowOf(stick, absent.Sensor, "no probe");
        }

        foreach (var refused in stick.Reading?.Refused ?? [])
        {
            yield return RowOf(stick, refused.Sensor, TextOf(refused));
        }
    }

    private static string[] RowOf(StickSnapshot stick, string sensor, string value) =>
        [stick.PortPath, stick.Info!.Version, sensor.Length > 0 ? sensor : "-", value];

    private static string TextOf(RefusedValue refused) =>
        $"refused: raw {refused.Raw:x4} is nothing that the chip can measure, replug the stick";
}
