using System.Collections.Concurrent;
using System.Globalization;

namespace Temper.Devices.Transport.Linux;

/// <summary>
/// The USB devices with a TEMPer's id that have no hidraw node, which sysfs's hidraw class therefore does not list.
/// They are listed with the reason, because the cause is hard to find otherwise.
/// </summary>
internal sealed class SysfsUsb(string sysfsRoot)
{
    private const string HidInstances = "0003:*"; // a HID device on USB, such as 0003:0C45:7401.0001
    private const string HeldByProgram = "usbfs";

    private readonly string _devices = Path.Combine(sysfsRoot, "bus", "usb", "devices");

    // Devices with other ids, which most are, each with the number that the bus gave it when it was plugged in.
    private readonly ConcurrentDictionary<string, string> _foreign = new(StringComparer.Ordinal);

    // The last listing, if it showed no device with a TEMPer's id that lacks a node.
    private volatile FolderListing? _withoutOurs;

    /// <summary>Lists them by port path, except those that are unplugged in the meantime.</summary>
    /// <param name="readable">
    /// The names of devices whose data interface has a node, such as <c>1-1.4</c>: they are not looked at, because this
    /// happens at each scrape.
    /// </param>
    public IReadOnlyList<UsbInterfaceInfo> ListWithoutNode(IReadOnlySet<string> readable)
    {
        _withoutOurs = null;
        try
        {
            var folder = FolderListing.Of(_devices);
            var unread = folder
                .Entries.Select(entry => entry.Name)
                .Where(name => IsDevice(name) && !readable.Contains(name) && !IsForeign(name))
                .Order(StringComparer.Ordinal)
                .ToList();
            var found = unread.SelectMany(Describe).ToList();
            _withoutOurs = unread.TrueForAll(IsForeign) ? folder : null;
            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // a hint only: devices that have a node are listed without it
        }
    }

    /// <summary>
    /// Returns whether <see cref="ListWithoutNode"/> would list nothing again. While a device with a TEMPer's id has no
    /// node, it would have to be looked at. Never fails.
    /// </summary>
    public bool HasNoneWithoutNode() => _withoutOurs?.IsCurrent() == true;

    private bool IsForeign(string name) => _foreign.TryGetValue(name, out var number) && number == NumberOf(name);

    private string NumberOf(string name) => SysfsText.Read(Path.Combine(_devices, name), "devnum");

    private IEnumerable<UsbInterfaceInfo> Describe(string name)
    {
        var number = NumberOf(name);
        var link = Path.Combine(_devices, name);
        if (IdOf(link) is not { } id)
        {
            yield break;
        }

        if (!TemperHid.ReadableIds.Contains(id))
        {
            _foreign[name] = number;
            yield break;
        }

        if (Directory.ResolveLinkTarget(link, returnFinalTarget: true) is not { } target)
        {
            yield break;
        }

        var device = new DirectoryInfo(target.FullName);
        if (ReasonWithoutNode(device) is { } reason)
        {
            yield return new UsbInterfaceInfo
            {
                PortPath = $"{UsbPath.Of(device)}/input{TemperHid.DataInterface}",
                InstanceId = $"{device.Name}#{number}",
                Node = "",
                VendorId = id.VendorId,
                ProductId = id.ProductId,
                InterfaceNumber = TemperHid.DataInterface,
                ProductName = $"{SysfsText.Read(link, "manufacturer")} {SysfsText.Read(link, "product")}".Trim(),
                Obstacle = reason,
            };
        }
    }

    private static bool IsDevice(string name) =>
        !UsbPath.IsRootHub(name) && !name.Contains(':', StringComparison.Ordinal);

    private static UsbId? IdOf(string device) =>
        TryParse(SysfsText.Read(device, "idVendor"), out var vendor)
        && TryParse(SysfsText.Read(device, "idProduct"), out var product)
            ? new UsbId(vendor, product)
            : null;

    private static bool TryParse(string text, out ushort number) =>
        ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);

    // Null for a device that has a node, and for one whose interfaces are not there yet.
    private static string? ReasonWithoutNode(DirectoryInfo device)
    {
        var interfaces = device.GetDirectories($"{device.Name}:*");
        var data = Array.Find(interfaces, found => NumberOf(found) == TemperHid.DataInterface);
        if (data is null)
        {
            return interfaces.Length == 0
                ? null
                : "has only a keyboard interface; if it is a TEMPer in keyboard mode, hold its button for some "
                    + "seconds, or replug it";
        }

        if (data.EnumerateDirectories(HidInstances).Any(hid => Directory.Exists(Path.Combine(hid.FullName, "hidraw"))))
        {
            return null;
        }

        return Path.GetFileName(new DirectoryInfo(Path.Combine(data.FullName, "driver")).LinkTarget) switch
        {
            null => "no driver holds its data interface: a libusb program detached it or usbhid.quirks excludes it; "
                + "replug it, or remove the quirk",
            HeldByProgram => "a libusb program holds its data interface; stop that program, then replug the device",
            var other => $"the driver {other} holds its data interface without a hidraw node; load the module hidraw",
        };
    }

    private static int NumberOf(DirectoryInfo usbInterface) =>
        TryParse(SysfsText.Read(usbInterface.FullName, "bInterfaceNumber"), out var number) ? number : -1;
}
