using System.Globalization;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>A line of a <c>status</c> file of vhci_hcd: <c>hs  0000 004 000 00000000 000000 0-0</c>.</summary>
/// <param name="Hub"><c>hs</c> takes low, full and high speed, <c>ss</c> super speed.</param>
/// <param name="Number">The port, counted through all controllers.</param>
/// <param name="Status">A usbip_device_status of the kernel's usbip_common.h.</param>
public sealed record VhciPort(string Hub, int Number, int Status)
{
    private const int NotUsed = 4; // VDEV_ST_NULL

    /// <summary>Whether a low-speed device can be plugged in there.</summary>
    public bool IsFree => Hub == "hs" && Status == NotUsed;

    /// <summary>The ports of a status file; its heading and what else is no port is left out.</summary>
    public static IReadOnlyList<VhciPort> ParseAll(string status) =>
        [.. status.Split('\n').Select(Parse).OfType<VhciPort>()];

    // Kernels before 4.13 had no super-speed hub and so no first column.
    private static VhciPort? Parse(string line)
    {
        var columns = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var hasHub = columns is ["hs" or "ss", ..];
        var numbers = hasHub ? columns[1..] : columns;
        return numbers.Length >= 3 && TryParse(numbers[0], out var port) && TryParse(numbers[1], out var status)
            ? new VhciPort(hasHub ? columns[0] : "hs", port, status)
            : null;
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
