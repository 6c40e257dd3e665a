using System.Text.Json;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Writes readings or the list of devices as JSON. The document is valid even if devices fail.</summary>
internal static class JsonReport
{
    private const int Schema = 1;

    public static string Of(TemperSnapshot snapshot, Units units)
    {
        var document = new ReadingDocument(Schema, [.. snapshot.Devices.Select(device => EntryOf(device, units))]);
        return JsonSerializer.Serialize(document, ReportJson.Default.ReadingDocument) + "\n";
    }

    public static string Of(IReadOnlyList<ListedDevice> devices)
    {
        var rules = devices.Any(device => device.Error is TemperPermissionException { IsMissingUdevRule: true })
            ? UdevRules.Text
            : null;
        return JsonSerializer.Serialize(
                new ListDocument(Schema, [.. devices.Select(EntryOf)], rules),
                ReportJson.Default.ListDocument
            ) + "\n";
    }

    private static DeviceReadingEntry EntryOf(DeviceSnapshot device, Units units) =>
        new(
            device.PortPath,
            device.Candidate.Interface.Node,
            device.Candidate.UsbId.ToString(),
            device.Info?.Version,
            device.Info?.FirmwareFamily,
            device.Info?.Codec,
            [
                .. (device.Reading?.Sensors ?? []).Select(s => new SensorEntry(
                    s.Sensor,
                    TemperNames.Of(s.Quantity),
                    units.NameOf(s.Quantity),
                    units.ValueOf(s)
                )),
            ],
            [
                .. (device.Reading?.Absent ?? []).Select(absent => new AbsentEntry(
                    absent.Sensor,
                    TemperNames.Of(absent.Quantity)
                )),
            ],
            [
                .. (device.Reading?.OutOfRange ?? []).Select(r => new OutOfRangeEntry(
                    r.Sensor,
                    TemperNames.Of(r.Quantity),
                    $"{r.Raw:x4}"
                )),
            ],
            ErrorEntry.Of(device.Error)
        );

    private static ListedDeviceEntry EntryOf(ListedDevice device) =>
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
                : null
        );
}
