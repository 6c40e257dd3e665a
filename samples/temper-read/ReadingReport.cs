using System.Text;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Readings as people read them: one aligned line a sensor.</summary>
internal static class ReadingReport
{
    public static string Of(TemperSnapshot snapshot, Units units) =>
        Table.Of([.. snapshot.Devices.SelectMany(device => RowsOf(device, units))]);

    public const string NoneFound = "temper-read: no TEMPer stick found: plug one in, or see --list\n";

    /// <summary>A line for each device or value that failed, and one when there is no device at all.</summary>
    /// <param name="snapshot">All devices.</param>
    /// <param name="missing">What to say of devices that were asked for and are not
    /// there; empty when none were.</param>
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

        // Beside devices that are read, one that cannot be is no failure: it may be
        // something else, such as a foot switch.
        foreach (var device in snapshot.Devices.IsEmpty ? snapshot.Unsupported : [])
        {
            text.Append(ErrorLine.Of("temper-read", $"{device.PortPath}: {device.Unsupported}")).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string[]> RowsOf(DeviceSnapshot device, Units units)
    {
        foreach (var sensor in device.Reading?.Sensors ?? [])
        {
            yield return RowOf(device, sensor.Sensor, units.TextOf(sensor));
        }

        foreach (var absent in device.Reading?.Absent ?? [])
        {
            yield return RowOf(device, absent.Sensor, "no probe");
        }

        foreach (var refused in device.Reading?.OutOfRange ?? [])
        {
            yield return RowOf(device, refused.Sensor, TextOf(refused));
        }
    }

    private static string[] RowOf(DeviceSnapshot device, string sensor, string value) =>
        [device.PortPath, device.Info!.Version, sensor.Length > 0 ? sensor : "-", value];

    private static string TextOf(OutOfRangeReading refused) =>
        $"refused: raw {refused.Raw:x4} is nothing that the chip can measure, replug the stick";
}
