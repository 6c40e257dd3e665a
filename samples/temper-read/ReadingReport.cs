using System.Text;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Writes readings as aligned text, one line per sensor. A name comes last, so that no column moves.</summary>
internal static class ReadingReport
{
    public static string Of(TemperSnapshot snapshot, Units units, DeviceNames names) =>
        Table.Of([.. snapshot.Devices.SelectMany(device => RowsOf(device, units, names))]);

    /// <summary>The line for a machine without a device.</summary>
    public const string NoneFound =
        "temper-read: no device found; plug in a TEMPer stick, or check that the kernel sees it (lsusb)\n";

    /// <summary>Returns one line for each failed device, or one line if there is no device.</summary>
    /// <param name="snapshot">All devices.</param>
    /// <param name="missing">The lines about requested devices that are not plugged in, or an empty text.</param>
    public static string FailuresOf(TemperSnapshot snapshot, string missing = "")
    {
        var text = new StringBuilder(missing);
        if (snapshot.Devices.IsEmpty && snapshot.Unsupported.IsEmpty && missing.Length == 0)
        {
            text.Append(NoneFound);
        }

        foreach (var device in snapshot.Devices.Where(device => device.Error is not null))
        {
            text.Append(ErrorLine.Of("temper-read", $"{device.PortPath}: {device.Error!.Message}")).Append('\n');
        }

        // Unsupported devices are reported only if there is no other, because they may be something else, such as a
        // foot switch.
        foreach (var device in snapshot.Devices.IsEmpty ? snapshot.Unsupported : [])
        {
            text.Append(ErrorLine.Of("temper-read", $"{device.PortPath}: {device.Unsupported}")).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string[]> RowsOf(DeviceSnapshot device, Units units, DeviceNames names)
    {
        foreach (var sensor in device.Reading?.Sensors ?? [])
        {
            yield return RowOf(device, sensor.Sensor, units.TextOf(sensor), names);
        }

        foreach (var absent in device.Reading?.Absent ?? [])
        {
            yield return RowOf(device, absent.Sensor, "no probe", names);
        }

        foreach (var sensor in device.Reading?.OutOfRange ?? [])
        {
            yield return RowOf(device, sensor.Sensor, TextOf(sensor), names);
        }
    }

    private static string[] RowOf(DeviceSnapshot device, string sensor, string value, DeviceNames names)
    {
        string[] row = [device.PortPath, device.Info!.Version, sensor.Length > 0 ? sensor : "-", value];
        return names.Of(device.PortPath, sensor) is { } label ? [.. row, label] : row;
    }

    /// <summary>Returns what to print instead of a value that the sensor cannot measure.</summary>
    public static string TextOf(OutOfRangeReading sensor) => $"out of range (raw 0x{sensor.Raw:x4}); replug the device";
}
