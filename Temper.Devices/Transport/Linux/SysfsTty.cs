namespace Temper.Devices.Transport.Linux;

/// <summary>What sysfs says of serial ports on USB.</summary>
internal sealed class SysfsTty(string sysfsRoot, string deviceRoot) : SysfsClass(sysfsRoot, "tty", deviceRoot)
{
    // Consoles and pseudo-terminals, of which there can be hundreds, need not be followed at each scrape.
    protected override IEnumerable<FileSystemInfo> Entries()
    {
        try
        {
            return
            [
                .. ClassEntries()
                    .Where(entry =>
                        entry.LinkTarget is { } target && target.Contains("/usb", StringComparison.Ordinal)
                    ),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // the list of HID devices fails for the same reason, where it matters
        }
    }

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
        var product = $"{ReadText(usbDevice.FullName, "manufacturer")} {ReadText(usbDevice.FullName, "product")}";
        return new Entry(
            new UsbInterfaceInfo
            {
                Transport = TransportKind.Serial,
                PortPath = $"{UsbPath.Of(usbDevice)}/tty",

                // The bus counts its device numbers up at each plug-in (and begins again after 127): the best there is.
                InstanceId = $"{usbInterface.Name}/{Path.GetFileName(node)}#{number}",
                Node = node,
                VendorId = ReadHex(usbDevice, "idVendor"),
                ProductId = ReadHex(usbDevice, "idProduct"),
                BcdDevice = ReadHex(usbDevice, "bcdDevice"),
                InterfaceNumber = (byte)ReadHex(usbInterface, "bInterfaceNumber"),
                ProductName = product.Trim(),
            },
            ((long)ReadDecimal(usbDevice, "busnum") << 32) | (uint)number
        );
    }
}
