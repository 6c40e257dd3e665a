namespace Temper.Devices.Transport.Linux;

/// <summary>What sysfs says of serial ports on USB.</summary>
internal sealed class SysfsTty(string sysfsRoot, string deviceRoot) : SysfsClass(sysfsRoot, "tty", deviceRoot)
{
    // Consoles and built-in ports, of which there can be a hundred: tty, tty0, ttyS0.
    protected override bool IsNeverOnUsb(string name) =>
        name.StartsWith("tty", StringComparison.Ordinal)
        && !name.AsSpan(name.StartsWith("ttyS", StringComparison.Ordinal) ? 4 : 3).ContainsAnyExceptInRange('0', '9');

    protected override Entry? Describe(DirectoryInfo device, string node)
    {
        // usb-serial has a port between the tty and the interface (1-1.4:1.0/ttyUSB0), cdc-acm has none.
        var usbInterface = device;
        while (usbInterface is not null && !File.Exists(Path.Combine(usbInterface.FullName, "bInterfaceNumber")))
        {
            usbInterface = usbInterface.Parent;
        }

        if (usbInterface?.Parent is not { } usbDevice)
        {
            return null;
        }

        var number = ReadDecimal(usbDevice, "devnum");
        var id = new UsbId(ReadHex(usbDevice, "idVendor"), ReadHex(usbDevice, "idProduct"));
        return new Entry(
            new UsbInterfaceInfo
            {
                Transport = TransportKind.Serial,
                PortPath = $"{UsbPath.Of(usbDevice)}/tty",

                // The bus counts its device numbers up at each plug-in (and begins again after 127): the best there is.
                InstanceId = $"{usbInterface.Name}/{Path.GetFileName(node)}#{number}",
                Node = node,
                VendorId = id.VendorId,
                ProductId = id.ProductId,
                BcdDevice = ReadHex(usbDevice, "bcdDevice"),
                InterfaceNumber = (byte)ReadHex(usbInterface, "bInterfaceNumber"),
                ProductName = id == TemperSerial.UsbId ? ProductOf(usbDevice) : "",
            },
            ((long)ReadDecimal(usbDevice, "busnum") << 32) | (uint)number,
            usbDevice
        );
    }

    // The kernel gives these two only while it holds the device's lock, which a foreign device that hangs can keep for
    // long. The numbers above need no lock.
    private static string ProductOf(DirectoryInfo usbDevice) =>
        $"{ReadText(usbDevice.FullName, "manufacturer")} {ReadText(usbDevice.FullName, "product")}".Trim();
}
