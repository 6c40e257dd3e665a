using System.Globalization;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Comma-separated values as RFC 4180 quotes them, with plain line feeds, as everything here has.</summary>
internal sealed class CsvReport(Units units) : IWatchReport
{
    public const string Header = "time,phy,version,sensor,quantity,unit,value\n";

    public string Beginning => Header;

    public bool TellsFailures => false;

    public string Round(TemperSnapshot snapshot)
        => string.Concat(
            from stick in snapshot.Sticks
            from sensor in stick.Reading?.Sensors ?? []
            select RowOf(TimedReport.TimeOf(snapshot), stick, sensor));

    private string RowOf(string time, StickSnapshot stick, SensorReading sensor)
    {
        var value = units.ValueOf(sensor).ToString("R", CultureInfo.InvariantCulture);
        string[] fields =
            [time, stick.PortPath, stick.Info!.Version, sensor.Sensor, Words.Of(sensor.Quantity), units.NameOf(sensor.Quantity), value];
        return string.Join(',', fields.Select((field, index) => index == fields.Length - 1 ? field : Quote(InertText.Of(field)))) + "\n";
    }

    // A cell that begins so is a formula to a spreadsheet, and the text is a stick's.
    private static string Quote(string field)
    {
        var safe = field.Length > 0 && "=+-@".Contains(field[0], StringComparison.Ordinal) ? $"'{field}" : field;
        return safe.AsSpan().IndexOfAny(',', '"', '\n') >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
