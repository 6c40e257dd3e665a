using Temper.Devices.Errors;

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
        var usbId = $"{hid.VendorId:x4}:{hid.ProductId:x4}";
        return [stick.Candidate.PortPath, hid.Node, usbId, hid.ProductName.Length > 0 ? hid.ProductName : "-", StateOf(stick)];
    }

    private static string StateOf(ListedStick stick)
        => stick switch
        {
            { Info: { } info } => $"{info.Version} ({info.FirmwareFamily}, {info.Codec})",
            { Candidate.Unsupported: { } reason } => reason,
            _ => stick.Error!.Message,
        };
}
