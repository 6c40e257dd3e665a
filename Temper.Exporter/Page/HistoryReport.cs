using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Exporter.Page;

/// <summary>Writes the history, in parts, because a day of many sensors is long.</summary>
/// <param name="range">The history.</param>
/// <param name="names">The names of devices and sensors.</param>
internal sealed class HistoryReport(HistoryRange range, DeviceNames names)
{
    private const int Schema = 1;

    /// <summary>Writes one JSON object.</summary>
    public async Task WriteJsonAsync(PipeWriter output, CancellationToken stop)
    {
        await using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteStartArray("times");
        foreach (var time in range.Times)
        {
            json.WriteNumberValue(time);
        }

        json.WriteEndArray();
        json.WriteStartArray("sensors");
        foreach (var sensor in range.Sensors)
        {
            Write(json, sensor);
            await json.FlushAsync(stop);
            await output.FlushAsync(stop);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(stop);
        output.Write("\n"u8);
    }

    /// <summary>Writes comma-separated values with the columns of temper-read, sensor by sensor.</summary>
    public async Task WriteCsvAsync(PipeWriter output, CancellationToken stop)
    {
        var hasLabels = names.All.Count > 0;
        Write(output, $"time,phy,version,sensor,quantity,unit,value{(hasLabels ? ",label" : "")}\n");
        foreach (var sensor in range.Sensors)
        {
            var (before, after) = (Before(sensor), After(sensor, hasLabels));
            foreach (var (seconds, value) in range.Times.Zip(sensor.Read()).Where(point => !float.IsNaN(point.Second)))
            {
                var time = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
                Write(output, Invariant($"{time:yyyy-MM-dd'T'HH:mm:ss'Z'}{before}{value:0.00}{after}"));
            }

            await output.FlushAsync(stop);
        }
    }

    private void Write(Utf8JsonWriter json, SensorValues sensor)
    {
        json.WriteStartObject();
        json.WriteString("phy", sensor.PortPath);
        json.WriteString("name", sensor.Sensor);
        json.WriteString("quantity", TemperNames.Of(sensor.Quantity));
        json.WriteString("unit", TemperNames.UnitOf(sensor.Quantity));
        if (names.OfSensor(sensor.PortPath, sensor.Sensor) is { } label)
        {
            json.WriteString("label", label);
        }

        json.WriteStartArray("values");
        foreach (var value in sensor.Read())
        {
            if (float.IsNaN(value))
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteNumberValue(Math.Round((double)value, 3)); // as exact as the sensors are
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Before(SensorValues sensor) =>
        string.Concat(
            new[]
            {
                sensor.PortPath,
                sensor.Version,
                sensor.Sensor,
                TemperNames.Of(sensor.Quantity),
                TemperNames.UnitOf(sensor.Quantity),
            }.Select(field => $",{CsvField.Of(TerminalText.Of(field))}")
        ) + ",";

    private string After(SensorValues sensor, bool hasLabels) =>
        hasLabels ? $",{CsvField.Of(names.Of(sensor.PortPath, sensor.Sensor) ?? "")}\n" : "\n";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Write(PipeWriter output, string text) => Encoding.UTF8.GetBytes(text, output);
}
