using System.Text.Json;
using System.Text.Json.Serialization;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>
/// Writes one JSON object per line: one for each value, each value out of range and each failed device, or one if there
/// is no device. Each object is complete, because a program may get every line alone, such as an MQTT message.
/// </summary>
internal sealed class JsonLinesReport(Units units, DeviceNames names) : IWatchReport
{
    /// <summary>The reason of a value that the sensor cannot measure. The others are those of devices.</summary>
    private const string OutOfRange = "out_of_range";

    public string Beginning => "";

    public string Ending => "";

    public string TextOf(TemperSnapshot snapshot)
    {
        var time = TimedReport.TimeOf(snapshot);
        var lines = snapshot.Devices.SelectMany(device => LinesOf(device, time));
        if (snapshot.Devices.IsEmpty)
        {
            var error = ErrorEntry.Of(TemperErrorReason.NotFound, "no device that can be read is plugged in");
            lines = [new ReadingLine(JsonReport.Schema, time) { Error = error }];
        }

        return string.Concat(lines.Select(line => JsonSerializer.Serialize(line, LineJson.Default.ReadingLine) + "\n"));
    }

    private IEnumerable<ReadingLine> LinesOf(DeviceSnapshot device, string time)
    {
        var line = new ReadingLine(JsonReport.Schema, time) { Phy = device.PortPath, Version = device.Info?.Version };
        return device.Reading is { } reading
            ?
            [
                .. reading.Sensors.Select(sensor =>
                    Of(sensor.Sensor, sensor.Quantity) with
                    {
                        Value = units.ValueOf(sensor),
                    }
                ),
                .. reading.OutOfRange.Select(sensor =>
                    Of(sensor.Sensor, sensor.Quantity) with
                    {
                        Error = new ErrorEntry(OutOfRange, ReadingReport.TextOf(sensor)),
                    }
                ),
            ]
            : [line with { Error = ErrorEntry.Of(device.Error), Label = names.OfDevice(device.PortPath) }];

        ReadingLine Of(string sensor, Quantity quantity) =>
            line with
            {
                Sensor = sensor,
                Quantity = TemperNames.Of(quantity),
                Unit = units.NameOf(quantity),
                Label = names.Of(device.PortPath, sensor),
            };
    }
}

/// <summary>A line: a value or an error. Properties that do not apply are absent.</summary>
/// <param name="Schema">The version of the format, as in the document of --json.</param>
/// <param name="Time">The time of the snapshot, which all its lines share.</param>
internal sealed record ReadingLine(int Schema, string Time)
{
    public string? Phy { get; init; }

    public string? Version { get; init; }

    public string? Sensor { get; init; }

    public string? Label { get; init; }

    public string? Quantity { get; init; }

    public string? Unit { get; init; }

    public double? Value { get; init; }

    public ErrorEntry? Error { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ReadingLine))]
internal sealed partial class LineJson : JsonSerializerContext;
