using System.Globalization;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Writes a table of all devices, supported or not, with what prevents reading them.</summary>
internal static class ListReport
{
    public static string Of(IReadOnlyList<ListedDevice> devices)
    {
        if (devices.Count == 0)
        {
            return "no device found\n";
        }

        var table = Table.Of([.. devices.Select(RowOf)]);
        return devices.Any(device => device.Error is TemperPermissionException { IsMissingUdevRule: true })
            ? $"{table}\n{UdevRules.Text}"
            : table;
    }

    private static string[] RowOf(ListedDevice device)
    {
        var hid = device.Candidate.Interface;
        var usbId = device.Candidate.UsbId.ToString();
        return
        [
            device.Candidate.PortPath,
            hid.Node.Length > 0 ? hid.Node : "-",
            usbId,
            hid.ProductName.Length > 0 ? hid.ProductName : "-",
            StateOf(device),
        ];
    }

    private static string StateOf(ListedDevice device) =>
        device switch
        {
            { Info: { } info } => $"{info.Version} ({info.FirmwareFamily}, {info.Codec}){CalibrationOf(device)}",
            { Candidate.Unsupported: { } reason } => reason,
            _ => device.Error!.Message,
        };

    // Offsets are 0 in devices as delivered, and are then not shown.
    private static string CalibrationOf(ListedDevice device) =>
        string.Concat(
            (device.Calibration?.Offsets ?? [])
                .Where(offset => offset.Value != 0)
                .Select(offset =>
                {
                    var unit = new SensorReading(offset.Sensor, offset.Quantity, offset.Value).Unit;
                    return string.Create(
                            CultureInfo.InvariantCulture,
                            $", device adds {offset.Value:+0.0###;-0.0###} {unit} {offset.Sensor}"
                        )
                        .TrimEnd();
                })
        );
}
