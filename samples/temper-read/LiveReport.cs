using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>
/// Writes snapshots to a terminal: one table that is redrawn, with the last values of each sensor as a sparkline.
/// </summary>
internal sealed class LiveReport(Units units, DeviceNames names) : IWatchReport
{
    private const string HomeAndClear = "\x1b[H\x1b[2J";
    private const string EnterAlternateScreen = "\x1b[?1049h\x1b[?25l"; // and hides the cursor
    private const string LeaveAlternateScreen = "\x1b[?25h\x1b[?1049l";
    private const int Remembered = 60;

    private readonly Dictionary<(string PortPath, string Sensor, Quantity Quantity), Queue<double>> _history = [];

    public string Beginning => EnterAlternateScreen;

    public string Ending => LeaveAlternateScreen;

    // They are in the table's text, because standard error would move the table.
    public string FailuresOf(TemperSnapshot snapshot) => "";

    public string TextOf(TemperSnapshot snapshot)
    {
        var rows = snapshot.Devices.SelectMany(RowsOf).ToList();
        var failures = ReadingReport.FailuresOf(snapshot);
        var below = failures.Length > 0 ? $"\n{failures}" : "";
        return $"{HomeAndClear}{TimedReport.TimeOf(snapshot)}\n\n{Table.Of(rows)}{below}";
    }

    private IEnumerable<string[]> RowsOf(DeviceSnapshot device) =>
        (device.Reading?.Sensors ?? []).Select(sensor =>
        {
            string[] row =
            [
                device.PortPath,
                device.Info!.Version,
                sensor.Sensor.Length > 0 ? sensor.Sensor : "-",
                units.TextOf(sensor),
            ];
            string[] label = names.All.Count > 0 ? [names.Of(device.PortPath, sensor.Sensor) ?? "-"] : [];
            return (string[])[.. row, .. label, Sparkline.Of(Remember(device, sensor))];
        });

    private Queue<double> Remember(DeviceSnapshot device, SensorReading sensor)
    {
        var key = (device.PortPath, sensor.Sensor, sensor.Quantity);
        if (!_history.TryGetValue(key, out var values))
        {
            _history[key] = values = new Queue<double>();
        }

        values.Enqueue(sensor.Value);
        if (values.Count > Remembered)
        {
            values.Dequeue();
        }

        return values;
    }
}
