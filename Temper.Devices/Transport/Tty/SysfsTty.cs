using System.Globalization;

namespace Temper.Devices.Transport.Tty;

/// <summary>Reads what sysfs tells of serial ports on USB.</summary>
internal sealed class SysfsTty(string sysfsRoot, string deviceRoot)
{
    private readonly string _classRoot = Path.Combine(sysfsRoot, "class", "tty");

    /// <summary>Every tty of a USB device, in the order of plugging in as far as device numbers tell it.</summary>
    public IReadOnlyList<SerialPortInfo> List()
    {
        try
        {
            return new DirectoryInfo(_classRoot).EnumerateFileSystemInfos()
                .Where(entry => MayBeUsb(entry))
                .Select(entry => (Port: Read(entry.Name, out var order), Order: order))
                .Where(found => found.Port is not null)
                .OrderBy(found => found.Order)
                .Select(found => found.Port!)
                .ToList();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // a container without sysfs; the HID list says so where it matters
        }
    }

    /// <summary>What a node (<c>ttyUSB0</c>) is now; <see langword="null"/> when it is gone or not on USB.</summary>
    public SerialPortInfo? TryRead(string name) => Read(name, out _);

    /// <summary>The node's device number as sysfs has it (<c>188:0</c>), or empty when it is gone.</summary>
    public string DeviceNumber(string name) => ReadText(Path.Combine(_classRoot, name), "dev");

    // Consoles and pseudo-terminals, of which there can be hundreds, need not be followed at each scrape.
    private static bool MayBeUsb(FileSystemInfo entry)
        => entry.LinkTarget is { } target && target.Contains("/usb", StringComparison.Ordinal);

    private SerialPortInfo? Read(string name, out (int Bus, int Device) order)
    {
        order = default;
        try
        {
            var node = Directory.ResolveLinkTarget(Path.Combine(_classRoot, name), returnFinalTarget: true);
            var device = node is null ? null : Directory.ResolveLinkTarget(Path.Combine(node.FullName, "device"), returnFinalTarget: true);

            // usb-serial has a port between the tty and the interface (1-1.4:1.0/ttyUSB0), cdc-acm has none.
            var usbInterface = device as DirectoryInfo;
            while (usbInterface is not null && !File.Exists(Path.Combine(usbInterface.FullName, "bInterfaceNumber")))
            {
                usbInterface = usbInterface.Parent;
            }

            return usbInterface?.Parent is { } usbDevice ? Describe(name, usbInterface, usbDevice, out order) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null; // it was unplugged while we looked
        }
    }

    private SerialPortInfo Describe(
        string name, DirectoryInfo usbInterface, DirectoryInfo usbDevice, out (int Bus, int Device) order)
    {
        order = (ReadDecimal(usbDevice, "busnum"), ReadDecimal(usbDevice, "devnum"));
        var product = $"{ReadText(usbDevice.FullName, "manufacturer")} {ReadText(usbDevice.FullName, "product")}";
        return new SerialPortInfo
        {
            PortPath = PortPathOf(usbDevice),

            // The bus counts its device numbers up at each plug-in (and begins again after 127): the best there is.
            InstanceId = $"{usbInterface.Name}/{name}#{order.Device}",
            Node = Path.Combine(deviceRoot, name),
            VendorId = ReadHex(usbDevice, "idVendor"),
            ProductId = ReadHex(usbDevice, "idProduct"),
            BcdDevice = ReadHex(usbDevice, "bcdDevice"),
            InterfaceNumber = (byte)ReadHex(usbInterface, "bInterfaceNumber"),
            ProductName = product.Trim(),
        };
    }

    // As the kernel's usb_make_path has it, which HID_PHYS begins with: "usb-", the controller's name, "-", the ports.
    private static string PortPathOf(DirectoryInfo usbDevice)
    {
        var ports = usbDevice.Name[(usbDevice.Name.IndexOf('-', StringComparison.Ordinal) + 1)..];
        var rootHub = usbDevice.Parent;
        while (rootHub is not null && !IsRootHub(rootHub.Name))
        {
            rootHub = rootHub.Parent;
        }

        return rootHub?.Parent is { } controller ? $"usb-{controller.Name}-{ports}/tty" : $"usb-{usbDevice.Name}/tty";
    }

    // "usb1", and not "usb-glue" or the controller's own "3f980000.usb"
    private static bool IsRootHub(string name)
        => name.StartsWith("usb", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static int ReadDecimal(DirectoryInfo directory, string file)
        => int.Parse(ReadText(directory.FullName, file), NumberStyles.None, CultureInfo.InvariantCulture);

    private static ushort ReadHex(DirectoryInfo directory, string file)
        => ushort.Parse(ReadText(directory.FullName, file), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string ReadText(string directory, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, file)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
