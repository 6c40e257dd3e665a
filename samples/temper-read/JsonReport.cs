using System.Text.Json;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Writes readings or the list of devices as JSON. The document is valid even if devices fail.</summary>
internal static class JsonReport
{
    /// <summary>The version of the format. It increases if an existing property changes.</summary>
    public const int Schema = 1;

    public static string Of(TemperSnapshot snapshot, Units units, DeviceNames names)
    {
        var entries = snapshot.Devices.Select(device => EntryOf(device, units, names));
        var document = new ReadingDocument(Schema, [.. entries]);
        return JsonSerializer.Serialize(document, ReportJson.Default.ReadingDocument) + "\n";
    }

    public static string Of(IReadOnlyList<ListedDevice> devices, DeviceNames names)
    {
        var rules = devices.Any(device => device.Error is TemperPermissionException { IsMissingUdevRule: true })
            ? UdevRules.Text
            : null;
        return JsonSerializer.Serialize(
                new ListDocument(Schema, [.. devices.Select(device => EntryOf(device, names))], rules),
                ReportJson.Default.ListDocument
            ) + "\n";
    }

    private static DeviceReadingEntry EntryOf(DeviceSnapshot device, Units units, DeviceNames names) =>
        new(
            device.PortPath,
            device.Candidate.Interface.Node,
            device.Candidate.UsbId.ToString(),
            device.Info?.Version,
            device.Info?.FirmwareFamily,
            device.Info?.Codec,
            [
                .. (device.Reading?.Sensors ?? []).Select(sensor => new SensorEntry(
                    sensor.Sensor,
                    TemperNames.Of(sensor.Quantity),
                    units.NameOf(sensor.Quantity),
                    units.ValueOf(sensor),
                    names.OfSensor(device.PortPath, sensor.Sensor)
                )),
            ],
            [
                .. (device.Reading?.Absent ?? []).Select(absent => new AbsentEntry(
                    absent.Sensor,
                    TemperNames.Of(absent.Quantity),
                    names.OfSensor(device.PortPath, absent.Sensor)
                )),
            ],
            [
                .. (device.Reading?.OutOfRange ?? []).Select(sensor => new OutOfRangeEntry(
                    sensor.Sensor,
                    TemperNames.Of(sensor.Quantity),
                    $"{sensor.Raw:x4}",
                    names.OfSensor(device.PortPath, sensor.Sensor)
                )),
            ],
            ErrorEntry.Of(device.Error),
            names.OfDevice(device.PortPath)
        );

    private static ListedDeviceEntry EntryOf(ListedDevice device, DeviceNames names) =>
        new(
            device.Candidate.PortPath,
            device.Candidate.Interface.Node,
            device.Candidate.UsbId.ToString(),
            device.Candidate.Interface.ProductName,
            device.Info?.Version,
            device.Info?.FirmwareFamily,
            device.Info?.Codec,
            device
                .Calibration?.Offsets.Select(offset => new CalibrationEntry(
                    offset.Sensor,
                    TemperNames.Of(offset.Quantity),
                    offset.Value
                ))
                .ToList(),
            device.Reason is { } reason
                ? ErrorEntry.Of(reason, device.Candidate.Unsupported ?? device.Error!.Message)
                : null,
            names.OfDevice(device.Candidate.PortPath)
        );
}
