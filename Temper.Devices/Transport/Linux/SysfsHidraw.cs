using System.Globalization;

namespace Temper.Devices.Transport.Linux;

/// <summary>What sysfs says of hidraw nodes.</summary>
internal sealed class SysfsHidraw(string sysfsRoot, string deviceRoot) : SysfsClass(sysfsRoot, "hidraw", deviceRoot)
{
    private const int UsbBus = 0x0003; // BUS_USB of linux/input.h

    protected override Entry? Describe(DirectoryInfo device, string node)
    {
        if (device.Parent is not { } usbInterface || usbInterface.Parent is not { } usbDevice)
        {
            return null;
        }

        var uevent = ReadUevent(device);
        if (ParseId(uevent.GetValueOrDefault("HID_ID", "")) is not { } id || id.Bus != UsbBus)
        {
            return null;
        }

        var interfaceNumber = ReadHex(usbInterface, "bInterfaceNumber");
        var phys = uevent.GetValueOrDefault("HID_PHYS", "");
        return new Entry(
            new UsbInterfaceInfo
            {
                Transport = TransportKind.Hid,
                PortPath = phys.Length > 0 ? phys : $"usb-{usbDevice.Name}/input{interfaceNumber}",
                InstanceId = device.Name,
                Node = node,
                VendorId = id.Vendor,
                ProductId = id.Product,
                BcdDevice = ReadHex(usbDevice, "bcdDevice"),
                InterfaceNumber = (byte)interfaceNumber,
                ProductName = uevent.GetValueOrDefault("HID_NAME", ""),
            },
            PlugOrder(device.Name),
            usbDevice
        );
    }

    private static Dictionary<string, string> ReadUevent(DirectoryInfo device)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in ReadText(device.FullName, "uevent").Split('\n'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                values[line[..equals]] = line[(equals + 1)..];
            }
        }

        return values;
    }

    // HID_ID=0003:00000C45:00007401
    private static (int Bus, ushort Vendor, ushort Product)? ParseId(string text)
    {
        var parts = text.Split(':');
        return
            parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bus)
            && uint.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var vendor)
            && uint.TryParse(parts[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var product)
            ? (bus, (ushort)vendor, (ushort)product)
            : null;
    }

    // "0003:0C45:7401.0007": the kernel counts the last part up at each plug-in, while hidraw numbers are reused.
    private static long PlugOrder(string instance) =>
        long.TryParse(
            instance.AsSpan(instance.LastIndexOf('.') + 1),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture,
            out var count
        )
            ? count
            : long.MaxValue;
}
