namespace Temper.Devices.Tests.Fakes;

/// <summary>A folder that looks like /sys and /dev do with serial converters plugged in, links included.</summary>
public sealed class FakeTtySysfs : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("temper-tty-");

    public string Root => Path.Combine(_root.FullName, "sys");

    public string DeviceRoot => Path.Combine(_root.FullName, "dev");

    /// <summary>Plugs in one converter, as usb-serial shows it, or as cdc-acm does without a port folder.</summary>
    /// <returns>The folder of the USB device.</returns>
    public string Plug(
        string name = "ttyUSB0",
        string usbDevice = "1-1.4",
        int devnum = 7,
        string product = "5523",
        string controller = "3f980000.usb",
        string number = "188:0",
        bool hasPort = true
    )
    {
        var device = Path.Combine(Root, "devices", "platform", "soc", controller, "usb1", "1-1", usbDevice);
        var usbInterface = Path.Combine(device, $"{usbDevice}:1.0");
        var node = hasPort ? Path.Combine(usbInterface, name, "tty", name) : Path.Combine(usbInterface, "tty", name);
        Directory.CreateDirectory(node);
        Write(
            device,
            ("idVendor", "1a86"),
            ("idProduct", product),
            ("bcdDevice", "0304"),
            ("busnum", "1"),
            ("devnum", $"{devnum}"),
            ("product", "USB2.0-Serial")
        );
        Write(usbInterface, ("bInterfaceNumber", "00"));
        Write(node, ("dev", number));
        LinkOnce(Path.Combine(node, "device"), Path.Combine("..", "..", "..", hasPort ? name : $"{usbDevice}:1.0"));
        Link(name, node);
        return device;
    }

    /// <summary>A console, which no USB device is behind.</summary>
    public void AddConsole()
    {
        var node = Path.Combine(Root, "devices", "virtual", "tty", "tty0");
        Directory.CreateDirectory(node);
        Write(node, ("dev", "4:0"));
        Link("tty0", node);
    }

    /// <summary>Lets <c>/dev/NAME</c> be another file.</summary>
    public void AddNode(string name, string target)
    {
        Directory.CreateDirectory(DeviceRoot);
        LinkOnce(Path.Combine(DeviceRoot, name), target);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void Link(string name, string node)
    {
        var classRoot = Path.Combine(Root, "class", "tty");
        Directory.CreateDirectory(classRoot);
        SysfsLink.Create(Path.Combine(classRoot, name), node);
    }

    private static void LinkOnce(string link, string target)
    {
        File.Delete(link);
        File.CreateSymbolicLink(link, target);
    }

    private static void Write(string folder, params (string File, string Text)[] files)
    {
        foreach (var (file, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, file), text + "\n");
        }
    }
}
