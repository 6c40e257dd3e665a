using System.Globalization;
using System.Text.RegularExpressions;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>
/// Writes InfluxDB's line protocol: one point per sensor, with a field for each quantity. Failed devices have no point.
/// Syntax: https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/.
/// </summary>
internal sealed partial class InfluxReport(Units units, DeviceNames names) : IWatchReport
{
    private const string Measurement = "temper";
    private const long NanosecondsPerTick = 1_000_000 / TimeSpan.TicksPerMillisecond;

    public string Beginning => "";

    public string Ending => "";

    public string TextOf(TemperSnapshot snapshot)
    {
        var time = (snapshot.TakenAt - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
        return string.Concat(
            from device in snapshot.Devices
            from sensor in (device.Reading?.Sensors ?? []).GroupBy(reading => reading.Sensor)
            select $"{Measurement}{TagsOf(device.PortPath, sensor.Key)} {string.Join(',', sensor.Select(FieldOf))} "
                + string.Create(CultureInfo.InvariantCulture, $"{time}\n")
        );
    }

    private string FieldOf(SensorReading sensor) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{TemperNames.Of(sensor.Quantity)}_{units.NameOf(sensor.Quantity)}={units.ValueOf(sensor):R}"
        );

    // In the order of their names, which InfluxDB recommends.
    private string TagsOf(string portPath, string sensor) =>
        Tag("label", names.Of(portPath, sensor)) + Tag("phy", portPath) + Tag("sensor", sensor);

    // A tag without a value is invalid.
    private static string Tag(string key, string? value) =>
        string.IsNullOrEmpty(value) ? "" : $",{key}={Escape(TerminalText.Of(value))}";

    // A line feed cannot be escaped, and is replaced with the other control characters. Parsers disagree on a backslash
    // before a special character, which could end the value.
    private static string Escape(string value) => Special().Replace(Ambiguous().Replace(value, "\ufffd"), "\\$0");

    [GeneratedRegex(@"[,= ]")]
    private static partial Regex Special();

    [GeneratedRegex(@"\\+(?=[,= ]|\z)")]
    private static partial Regex Ambiguous();
}
