using System.Text.Json;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Devices.PrometheusNet;

namespace Temper.Exporter.Page;

/// <summary>Writes snapshots as JSON, for the page and for programs other than Prometheus.</summary>
/// <param name="history">Earlier values. They also show which sensors a device has that fails now.</param>
/// <param name="names">The names of devices and sensors.</param>
internal sealed class ReadingsReport(ReadingHistory history, DeviceNames names)
{
    private const int Schema = 2;

    private static readonly Reading None = new([], [], []);

    /// <summary>Writes the document.</summary>
    /// <param name="snapshot">All devices.</param>
    /// <param name="hours">How many hours of earlier values to include; 0 for none.</param>
    public string Of(TemperSnapshot snapshot, int hours)
    {
        var devices = snapshot.Devices.Select(device => EntryOf(device, history.Of(device, hours), hours > 0));
        var document = new ReadingsDocument(
            Schema,
            snapshot.TakenAt,
            [.. devices, .. snapshot.Unsupported.Select(EntryOf)]
        );
        return JsonSerializer.Serialize(document, ReadingsJson.Default.ReadingsDocument) + "\n";
    }

    private DeviceEntry EntryOf(DeviceSnapshot device, IReadOnlyList<SensorHistory> earlier, bool withPoints)
    {
        return EntryOf(device.Candidate, DeviceState.Of(device), ErrorEntry.Of(device.Error)) with
        {
            Version = device.Info?.Version,
            Family = device.Info?.FirmwareFamily,
            Codec = device.Info?.Codec,
            Sensors =
            [
                .. SensorsOf(device.Reading ?? None, earlier)
                    .Select(sensor =>
                        EntryOf(
                            sensor,
                            earlier.FirstOrDefault(known =>
                                (known.Sensor, known.Quantity) == (sensor.Name, sensor.Quantity)
                            ),
                            withPoints
                        ) with
                        {
                            Label = names.OfSensor(device.PortPath, sensor.Name),
                        }
                    ),
            ],
        };
    }

    private DeviceEntry EntryOf(TemperCandidate unsupported) =>
        EntryOf(
            unsupported,
            DeviceState.Unsupported,
            ErrorEntry.Of(TemperErrorReason.UnknownFirmware, unsupported.Unsupported!)
        );

    private DeviceEntry EntryOf(TemperCandidate candidate, string state, ErrorEntry? error) =>
        new(
            candidate.PortPath,
            state,
            error,
            Version: null,
            Family: null,
            Codec: null,
            candidate.Interface.ProductName,
            candidate.UsbId.ToString(),
            candidate.Interface.Node,
            Sensors: [],
            names.OfDevice(candidate.PortPath)
        );

    // The order does not depend on which sensors have a value: internal before external, as devices report them.
    private static IEnumerable<SensorState> SensorsOf(Reading reading, IReadOnlyList<SensorHistory> earlier) =>
        reading
            .Sensors.Select(sensor => new SensorState(sensor.Sensor, sensor.Quantity, sensor.Value))
            .Concat(reading.Absent.Select(sensor => new SensorState(sensor.Sensor, sensor.Quantity, IsAbsent: true)))
            .Concat(
                reading.OutOfRange.Select(sensor => new SensorState(sensor.Sensor, sensor.Quantity, IsOutOfRange: true))
            )
            .Concat(earlier.Select(sensor => new SensorState(sensor.Sensor, sensor.Quantity)))
            .DistinctBy(sensor => (sensor.Name, sensor.Quantity))
            .OrderBy(sensor => sensor.Name.StartsWith("external", StringComparison.Ordinal))
            .ThenBy(sensor => sensor.Name, StringComparer.Ordinal)
            .ThenBy(sensor => sensor.Quantity);

    private static SensorEntry EntryOf(SensorState sensor, SensorHistory? earlier, bool withPoints) =>
        new(
            sensor.Name,
            TemperNames.Of(sensor.Quantity),
            TemperNames.UnitOf(sensor.Quantity),
            sensor.Value,
            sensor.IsAbsent,
            sensor.IsOutOfRange,
            withPoints ? [.. (earlier?.Points ?? []).Select(PairOf)] : null,
            sensor.Value is null ? earlier?.LastValue : null,
            sensor.Value is null ? earlier?.LastTime : null
        );

    // Rounded, because the plot needs no more; the current value is not rounded.
    private static double?[] PairOf(HistoryPoint point) =>
        [point.Time.ToUnixTimeSeconds(), point.Value is { } value ? Math.Round(value, 3) : null];

    private sealed record SensorState(
        string Name,
        Quantity Quantity,
        double? Value = null,
        bool IsAbsent = false,
        bool IsOutOfRange = false
    );
}
