using System.Globalization;

namespace Temper.Devices.Transport.Hidraw;

/// <summary>
/// Reads what sysfs tells of hidraw nodes. Only sysfs: libudev and its netlink events do not reach into containers,
/// and listing a few nodes at each scrape costs less than it would to watch for changes.
/// </summary>
internal sealed class SysfsHidraw(string sysfsRoot, string deviceRoot)
{
    private const int UsbBus = 0x0003; // BUS_USB of linux/input.h

    private readonly string _classRoot = Path.Combine(sysfsRoot, "class", "hidraw");

    /// <summary>Every USB HID interface that has a hidraw node, in the order of plugging in.</summary>
    public IReadOnlyList<HidInterfaceInfo> List()
    {
        if (!Directory.Exists(_classRoot))
        {
            return []; // the hidraw module is loaded with the first HID device
        }

        return Directory.EnumerateFileSystemEntries(_classRoot)
            .Select(entry => TryRead(Path.GetFileName(entry)))
            .OfType<HidInterfaceInfo>()
            .OrderBy(PlugOrder)
            .ToList();
    }

    /// <summary>What a node (<c>hidraw0</c>) is now; <see langword="null"/> when it is gone or no USB device.</summary>
    public HidInterfaceInfo? TryRead(string name)
    {
        try
        {
            return Read(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null; // it was unplugged while we looked, or is not described as a kernel does
        }
    }

    /// <summary>The node's device number as sysfs has it (<c>245:0</c>), or empty when it is gone.</summary>
    public string DeviceNumber(string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(_classRoot, name, "dev")).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private HidInterfaceInfo? Read(string name)
    {
        // The node's entry is a link, and its "device" another one, relative to where the first leads.
        var node = Directory.ResolveLinkTarget(Path.Combine(_classRoot, name), returnFinalTarget: true);
        var hid = node is null ? null : Directory.ResolveLinkTarget(Path.Combine(node.FullName, "device"), returnFinalTarget: true);
        if (hid?.Parent() is not { } usbInterface || usbInterface.Parent() is not { } usbDevice)
        {
            return null;
        }

        var uevent = ReadUevent(Path.Combine(hid.FullName, "uevent"));
        if (ParseId(uevent.GetValueOrDefault("HID_ID", "")) is not { } id || id.Bus != UsbBus)
        {
            return null;
        }

        var interfaceNumber = ReadHex(usbInterface, "bInterfaceNumber");
        var phys = uevent.GetValueOrDefault("HID_PHYS", "");
        return new HidInterfaceInfo
        {
            PortPath = phys.Length > 0 ? phys : $"usb-{usbDevice.Name}/input{interfaceNumber}",
            InstanceId = hid.Name,
            Node = Path.Combine(deviceRoot, name),
            VendorId = id.Vendor,
            ProductId = id.Product,
            BcdDevice = ReadHex(usbDevice, "bcdDevice"),
            InterfaceNumber = (byte)interfaceNumber,
            ProductName = uevent.GetValueOrDefault("HID_NAME", ""),
        };
    }

    private static Dictionary<string, string> ReadUevent(string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
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
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bus)
            && uint.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var vendor)
            && uint.TryParse(parts[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var product)
            ? (bus, (ushort)vendor, (ushort)product)
            : null;
    }

    private static ushort ReadHex(FileSystemInfo directory, string file) => ushort.Parse(
        File.ReadAllText(Path.Combine(directory.FullName, file)).AsSpan().Trim(),
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    // "0003:0C45:7401.0007": the kernel counts the last part up at each plug-in, while hidraw numbers are used again.
    private static long PlugOrder(HidInterfaceInfo hid)
    {
        var counter = hid.InstanceId.AsSpan(hid.InstanceId.LastIndexOf('.') + 1);
        return long.TryParse(counter, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var count)
            ? count
            : long.MaxValue;
    }
}
