using System.Globalization;
using System.Text.RegularExpressions;

namespace Temper.Devices.HidSharp.Adapter;

/// <summary>Parses the device path of a USB interface in HidSharp, which differs by system.</summary>
/// <param name="InterfaceNumber">Its number, or <see langword="null"/> where the path hides it.</param>
/// <param name="PortPath">Where the device is plugged in, as Linux names it, or else the whole path.</param>
/// <param name="Instance">On Linux: differs each time the device is plugged in.</param>
internal sealed partial record DevicePath(byte? InterfaceNumber, string PortPath, string? Instance)
{
    public static DevicePath Parse(string path)
    {
        if (Linux().Match(path) is { Success: true } linux)
        {
            var number = byte.Parse(linux.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            var port = $"usb-{linux.Groups["bus"].Value}-{linux.Groups["port"].Value}";
            return new(number, $"{port}/input{number}", linux.Groups["instance"].Value);
        }

        return new(HexNumber(Windows().Match(path)) ?? HexNumber(MacOs().Match(path)), path, Instance: null);
    }

    private static byte? HexNumber(Match match) =>
        match.Success
            ? byte.Parse(match.Groups["number"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : null;

    // /sys/devices/platform/soc/3f980000.usb/usb1/1-1/1-1.4/1-1.4:1.1/0003:0C45:7401.0002/hidraw/hidraw1 becomes what
    // the kernel calls HID_PHYS, usb-3f980000.usb-1.4/input1: usb_make_path() takes the controller's name and ports.
    [GeneratedRegex(
        @"/(?<bus>[^/]+)/usb\d+/(.+/)?\d+-(?<port>\d+(\.\d+)*):\d+\.(?<number>\d{1,2})/(?<instance>[^/]+)/hidraw/"
    )]
    private static partial Regex Linux();

    // \\?\hid#vid_0c45&pid_7401&mi_01#7&2f3a1b2c&0&0000#{4d1e55b2-f16f-11cf-88cb-001111000030}
    [GeneratedRegex("[&#]mi_(?<number>[0-9a-f]{2})[&#]", RegexOptions.IgnoreCase)]
    private static partial Regex Windows();

    // IOService:/AppleT8103/usb-drd0/.../TEMPer2@01100000/IOUSBHostInterface@1/AppleUserUSBHostHIDDevice
    [GeneratedRegex("/IOUSB(Host)?Interface@(?<number>[0-9a-f]{1,2})(/|$)")]
    private static partial Regex MacOs();
}
