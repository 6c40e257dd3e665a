using System.Globalization;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>
/// Writes a table of all devices, supported or not, with what prevents reading them. If devices have names, there is a
/// column for them before the state.
/// </summary>
internal static class ListReport
{
    public static string Of(IReadOnlyList<ListedDevice> devices, DeviceNames names)
    {
        if (devices.Count == 0)
        {
            return "no device found\n";
        }

        var hasLabels = devices.Any(device => LabelOf(device) is not null);
        var table = Table.Of([.. devices.Select(device => RowOf(device, hasLabels ? [LabelOf(device) ?? "-"] : []))]);
        return devices.Any(device => device.Error is TemperPermissionException { IsMissingUdevRule: true })
            ? $"{table}\n{UdevRules.Text}"
            : table;

        string? LabelOf(ListedDevice device) => names.OfDevice(device.Candidate.PortPath);
    }

    private static string[] RowOf(ListedDevice device, string[] label)
    {
        var hid = device.Candidate.Interface;
        var usbId = device.Candidate.UsbId.ToString();
        return
        [
            device.Candidate.PortPath,
            hid.Node.Length > 0 ? hid.Node : "-",
            usbId,
            hid.ProductName.Length > 0 ? hid.ProductName : "-",
            .. label,
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
