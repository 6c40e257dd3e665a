using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>
/// Writes comma-separated values, quoted as in RFC 4180 but with plain line feeds, as in all other output. A failed
/// device has a row with an empty value for each sensor that it had in an earlier reading, or a single row if none is
/// known. If the config file has names, there is a last column for them.
/// </summary>
internal sealed class CsvReport(Units units, DeviceNames names) : IWatchReport
{
    private const string Columns = "time,phy,version,sensor,quantity,unit,value";

    private readonly bool _hasLabels = names.All.Count > 0;

    private readonly Dictionary<string, List<Row>> _known = new(StringComparer.Ordinal);

    public string Beginning => _hasLabels ? $"{Columns},label\n" : $"{Columns}\n";

    public string Ending => "";

    public string TextOf(TemperSnapshot snapshot) =>
        string.Concat(
            from device in snapshot.Devices
            from row in RowsOf(device)
            select LineOf(TimedReport.TimeOf(snapshot), device.PortPath, row)
        );

    private List<Row> RowsOf(DeviceSnapshot device)
    {
        if (device.Reading is { } reading)
        {
            var version = device.Info!.Version;
            List<Row> rows =
            [
                .. reading.Sensors.Select(sensor =>
                    RowOf(version, sensor.Sensor, sensor.Quantity, units.NumberOf(sensor))
                ),
                .. reading.OutOfRange.Select(sensor => RowOf(version, sensor.Sensor, sensor.Quantity, value: "")),
            ];
            _known[device.PortPath] = [.. rows.Select(row => row with { Value = "" })];
            return rows;
        }

        return _known.GetValueOrDefault(device.PortPath) ?? [new(device.Info?.Version ?? "", "", "", "", "")];
    }

    private Row RowOf(string version, string sensor, Quantity quantity, string value) =>
        new(version, sensor, TemperNames.Of(quantity), units.NameOf(quantity), value);

    private string LineOf(string time, string portPath, Row row)
    {
        string[] fields = [time, portPath, row.Version, row.Sensor, row.Quantity, row.Unit];
        string[] label = _hasLabels ? [CsvField.Of(names.Of(portPath, row.Sensor) ?? "")] : [];
        return string.Join(',', [.. fields.Select(field => CsvField.Of(TerminalText.Of(field))), row.Value, .. label])
            + "\n";
    }

    private sealed record Row(string Version, string Sensor, string Quantity, string Unit, string Value);
}
