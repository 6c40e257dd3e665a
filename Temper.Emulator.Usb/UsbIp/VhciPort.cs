using System.Globalization;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>A port in a <c>status</c> file of vhci_hcd: <c>hs  0000 004 000 00000000 000000 0-0</c>.</summary>
/// <param name="Hub"><c>hs</c> for low, full and high speed, <c>ss</c> for super speed.</param>
/// <param name="Number">The number of the port among all controllers.</param>
/// <param name="Status">A usbip_device_status of the kernel's usbip_common.h.</param>
public sealed record VhciPort(string Hub, int Number, int Status)
{
    private const int NotUsed = 4; // VDEV_ST_NULL

    /// <summary>Whether a low-speed device can be plugged in here.</summary>
    public bool IsFree => Hub == "hs" && Status == NotUsed;

    /// <summary>Parses the ports of a status file. The heading and other lines are ignored.</summary>
    public static IReadOnlyList<VhciPort> ParseAll(string status) =>
        [.. status.Split('\n').Select(Parse).OfType<VhciPort>()];

    // Kernels before 4.13 have no super-speed hub, and therefore no first column.
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
