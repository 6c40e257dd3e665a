using System.Globalization;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Every stick, supported or not, with what stands in the way of reading it.</summary>
internal static class ListReport
{
    public static string Of(IReadOnlyList<ListedStick> sticks)
    {
        if (sticks.Count == 0)
        {
            return "no TEMPer stick found\n";
        }

        var table = Table.Of([.. sticks.Select(RowOf)]);
        return sticks.Any(stick => stick.Reason == TemperErrorReason.Permission) ? $"{table}\n{UdevRules.Text}" : table;
    }

    private static string[] RowOf(ListedStick stick)
    {
        var hid = stick.Candidate.Interface;
        var usbId = Words.UsbIdOf(stick.Candidate);
        return
        [
            stick.Candidate.PortPath,
            hid.Node,
            usbId,
            hid.ProductName.Length > 0 ? hid.ProductName : "-",
            StateOf(stick),
        ];
    }

    private static string StateOf(ListedStick stick) =>
        stick switch
        {
            { Info: { } info } => $"{info.Version} ({info.FirmwareFamily}, {info.Codec}){CalibrationOf(stick)}",
            { Candidate.Unsupported: { } reason } => reason,
            _ => stick.Error!.Message,
        };

    // As delivered, all offsets are 0, and then there is nothing to tell.
    private static string CalibrationOf(ListedStick stick) =>
        string.Concat(
            (stick.Calibration?.Offsets ?? [])
                .Where(offset => offset.Value != 0)
                .Select(offset =>
                {
                    var unit = new SensorReading(offset.Sensor, offset.Quantity, offset.Value).Unit;
                    return string.Create(
                            CultureInfo.InvariantCulture,
                            $", stick adds {offset.Value:+0.0###;-0.0###} {unit} {offset.Sensor}"
                        )
                        .TrimEnd();
                })
        );
}
