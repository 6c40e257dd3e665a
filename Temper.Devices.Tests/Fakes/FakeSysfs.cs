namespace Temper.Devices.Tests.Fakes;

/// <summary>A folder that looks like /sys does with HID devices plugged in, links included.</summary>
public sealed class FakeSysfs : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("temper-sysfs-");

    public string Root => Path.Combine(_root.FullName, "sys");

    public string DeviceRoot => Path.Combine(_root.FullName, "dev");

    /// <summary>Plugs in one HID interface.</summary>
    /// <returns>The folder of its HID device, to be changed or deleted.</returns>
    public string Plug(
        int number,
        string hidId = "0003:00000C45:00007401",
        string instance = "0003:0C45:7401.0001",
        string phys = "usb-3f980000.usb-1.4/input1",
        string usbDevice = "1-1.4",
        string interfaceNumber = "01",
        string bcdDevice = "0001"
    )
    {
        var device = Path.Combine(Root, "devices", "platform", "usb1", usbDevice);
        var hid = Path.Combine(device, $"{usbDevice}:1.{int.Parse(interfaceNumber)}", instance);
        var node = Path.Combine(hid, "hidraw", $"hidraw{number}");
        Directory.CreateDirectory(node);
        File.WriteAllText(Path.Combine(device, "bcdDevice"), bcdDevice + "\n");
        File.WriteAllText(Path.Combine(hid, "..", "bInterfaceNumber"), interfaceNumber + "\n");
        File.WriteAllText(
            Path.Combine(hid, "uevent"),
            $"DRIVER=hid-generic\nHID_ID={hidId}\nHID_NAME=RDing TEMPer2V1.3\nHID_PHYS={phys}\nHID_UNIQ=\n"
        );
        File.WriteAllText(Path.Combine(node, "dev"), $"245:{number}\n");
        Directory.CreateSymbolicLink(Path.Combine(node, "device"), Path.Combine("..", "..", "..", instance));

        var classRoot = Path.Combine(Root, "class", "hidraw");
        Directory.CreateDirectory(classRoot);
        SysfsLink.Create(Path.Combine(classRoot, $"hidraw{number}"), node);
        return hid;
    }

    /// <summary>Plugs in a USB device of which no interface has a hidraw node.</summary>
    /// <returns>The folder of the USB device.</returns>
    public string PlugWithoutNode(string usbDevice, string usbId, string? driver, params int[] interfaces) =>
        PlugWithoutNode(usbDevice, usbId, devnum: 5, driver, interfaces);

    /// <summary>The same with the number that the bus gives the device, which differs after a replug.</summary>
    public string PlugWithoutNode(string usbDevice, string usbId, int devnum, string? driver, params int[] interfaces)
    {
        var device = Path.Combine(Root, "devices", "platform", "3f980000.usb", "usb1", usbDevice);
        var devices = Directory.CreateDirectory(Path.Combine(Root, "bus", "usb", "devices")).FullName;
        Directory.CreateDirectory(device);
        File.WriteAllText(Path.Combine(device, "idVendor"), usbId.Split(':')[0] + "\n");
        File.WriteAllText(Path.Combine(device, "idProduct"), usbId.Split(':')[1] + "\n");
        File.WriteAllText(Path.Combine(device, "devnum"), $"{devnum}\n");
        File.WriteAllText(Path.Combine(device, "product"), "TEMPer2\n");
        SysfsLink.Create(Path.Combine(devices, usbDevice), device);
        foreach (var number in interfaces)
        {
            var folder = Directory.CreateDirectory(Path.Combine(device, $"{usbDevice}:1.{number}")).FullName;
            File.WriteAllText(Path.Combine(folder, "bInterfaceNumber"), $"{number:x2}\n");
            if (driver is not null)
            {
                var target = Directory.CreateDirectory(Path.Combine(Root, "bus", "usb", "drivers", driver)).FullName;
                Directory.CreateSymbolicLink(Path.Combine(folder, "driver"), Path.GetRelativePath(folder, target));
            }
        }

        return device;
    }

    /// <summary>Removes every device from the class, as when all were unplugged.</summary>
    public void ForgetAll() => Directory.Delete(Path.Combine(Root, "class", "hidraw"), recursive: true);

    public void Dispose() => _root.Delete(recursive: true);
}
