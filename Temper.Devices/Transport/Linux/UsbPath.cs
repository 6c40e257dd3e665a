using System.Globalization;

namespace Temper.Devices.Transport.Linux;

/// <summary>Where a USB device is plugged in, by the folders of sysfs.</summary>
internal static class UsbPath
{
    /// <summary>
    /// Returns the path as the kernel's <c>usb_make_path</c> writes it, which is how HID_PHYS begins: <c>usb-</c>, the
    /// controller's name, <c>-</c>, and the ports.
    /// </summary>
    public static string Of(DirectoryInfo usbDevice)
    {
        var ports = usbDevice.Name[(usbDevice.Name.IndexOf('-', StringComparison.Ordinal) + 1)..];
        var rootHub = usbDevice.Parent;
        while (rootHub is not null && !IsRootHub(rootHub.Name))
        {
            rootHub = rootHub.Parent;
        }

        return rootHub?.Parent is { } controller ? $"usb-{controller.Name}-{ports}" : $"usb-{usbDevice.Name}";
    }

    /// <summary>
    /// Whether a folder is a root hub: "usb1", but not "usb-glue" or a controller's own "3f980000.usb".
    /// </summary>
    public static bool IsRootHub(string name) =>
        name.StartsWith("usb", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
