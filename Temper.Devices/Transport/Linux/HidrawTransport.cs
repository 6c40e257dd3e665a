using System.Text;

namespace Temper.Devices.Transport.Linux;

/// <summary>Linux hidraw: <c>/dev/hidrawN</c> carries the reports.</summary>
internal sealed class HidrawTransport(IHidrawSystem system, SysfsHidraw sysfs, SysfsUsb usb)
    : NodeTransport(system, sysfs)
{
    private const int MaxPhysLength = 256;

    public HidrawTransport(string sysfsRoot = "/sys", string deviceRoot = "/dev")
        : this(new HidrawSystem(), new SysfsHidraw(sysfsRoot, deviceRoot), new SysfsUsb(sysfsRoot)) { }

    protected override string PermissionAdvice =>
        "install the udev rule (temper-read --list prints it) or run as its group";

    protected override IReadOnlyList<UsbInterfaceInfo> ListOthers(IReadOnlyList<SysfsClass.Entry> listed) =>
        usb.ListWithoutNode(WithDataInterface(listed));

    protected override bool HasNoOthers() => usb.HasNoneWithoutNode();

    protected override void CheckDescriptor(int fd, UsbInterfaceInfo target)
    {
        Check(system.RawInfo(fd, out var info), target);
        if (info.VendorId != target.VendorId || info.ProductId != target.ProductId)
        {
            throw Replaced(target, $"{info.VendorId:x4}:{info.ProductId:x4}");
        }

        // sysfs again, and not the target: a candidate's port path may bear an addition that makes it unique.
        var phys = ReadPhys(fd, target);
        if (phys.Length > 0 && phys != sysfs.TryRead(Path.GetFileName(target.Node))?.PortPath)
        {
            throw Replaced(target, phys);
        }
    }

    protected override ITransportConnection Connect(int fd, string node) => new HidrawConnection(system, fd, node);

    private static HashSet<string> WithDataInterface(IReadOnlyList<SysfsClass.Entry> listed) =>
        listed
            .Where(node => node.Info.InterfaceNumber == TemperHid.DataInterface)
            .Select(node => node.UsbDevice.Name)
            .ToHashSet(StringComparer.Ordinal);

    private string ReadPhys(int fd, UsbInterfaceInfo target)
    {
        Span<byte> text = stackalloc byte[MaxPhysLength];
        var length = Check(system.RawPhys(fd, text), target);
        return Encoding.UTF8.GetString(text[..Math.Min(length, text.Length)].TrimEnd((byte)0));
    }

    private static int Check(int result, UsbInterfaceInfo target) =>
        result >= 0 ? result : throw Replaced(target, $"not a hidraw device ({Errno.Describe(-result)})");
}
