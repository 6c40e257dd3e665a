using System.Text;
using Temper.Devices.Errors;

namespace Temper.Devices.Transport.Hidraw;

/// <summary>Linux hidraw: sysfs tells what is plugged in, <c>/dev/hidrawN</c> carries the reports.</summary>
public sealed class HidrawBackend : IHidBackend
{
    private const int MaxPhysLength = 256;

    private readonly IHidrawSystem _system;
    private readonly SysfsHidraw _sysfs;

    /// <summary>Creates the backend.</summary>
    /// <param name="sysfsRoot">Where sysfs is mounted.</param>
    /// <param name="deviceRoot">Where the device nodes are.</param>
    public HidrawBackend(string sysfsRoot = "/sys", string deviceRoot = "/dev")
        : this(new HidrawSystem(), sysfsRoot, deviceRoot)
    {
    }

    internal HidrawBackend(IHidrawSystem system, string sysfsRoot, string deviceRoot)
    {
        _system = system;
        _sysfs = new SysfsHidraw(sysfsRoot, deviceRoot);
    }

    /// <inheritdoc/>
    public IReadOnlyList<HidInterfaceInfo> Enumerate() => _sysfs.List();

    /// <inheritdoc/>
    public IHidConnection Open(HidInterfaceInfo target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var fd = _system.Open(target.Node);
        if (fd < 0)
        {
            throw OpenError(target.Node, -fd);
        }

        try
        {
            CheckIdentity(fd, target);
            return new HidrawConnection(_system, fd, target.Node);
        }
        catch
        {
            _system.Close(fd);
            throw;
        }
    }

    private static TemperConnectionException OpenError(string node, int errno)
    {
        if (Errno.MeansForbidden(errno))
        {
            return new TemperPermissionException(
                $"no permission to open {node}: install the udev rule (temper-read --list prints it) or run as its group", errno);
        }

        return Errno.MeansGone(errno)
            ? new TemperDeviceGoneException($"{node} is gone: the stick was unplugged", errno)
            : new TemperConnectionException($"cannot open {node}: {SystemText.Of(errno)}", errno);
    }

    /// <summary>
    /// hidraw numbers are used again at once, and the next owner may be a keyboard. So what was opened is compared
    /// with what was listed before anything is written to it.
    /// </summary>
    private void CheckIdentity(int fd, HidInterfaceInfo target)
    {
        var name = Path.GetFileName(target.Node);
        var now = _sysfs.TryRead(name);
        if (now is null || now.InstanceId != target.InstanceId)
        {
            throw Replaced(target, now is null ? "nothing" : now.InstanceId);
        }

        Check(_system.RawInfo(fd, out var info), target);
        if (info.VendorId != target.VendorId || info.ProductId != target.ProductId)
        {
            throw Replaced(target, $"{info.VendorId:x4}:{info.ProductId:x4}");
        }

        var phys = ReadPhys(fd, target);
        if (phys.Length > 0 && phys != now.PortPath)
        {
            throw Replaced(target, phys);
        }

        Check(_system.DeviceNumber(fd, out var major, out var minor), target);
        if (_sysfs.DeviceNumber(name) != $"{major}:{minor}")
        {
            throw Replaced(target, $"device number {major}:{minor}");
        }
    }

    private string ReadPhys(int fd, HidInterfaceInfo target)
    {
        Span<byte> text = stackalloc byte[MaxPhysLength];
        var length = Check(_system.RawPhys(fd, text), target);
        return Encoding.UTF8.GetString(text[..Math.Min(length, text.Length)].TrimEnd((byte)0));
    }

    private static int Check(int result, HidInterfaceInfo target)
        => result >= 0 ? result : throw Replaced(target, $"no hidraw device ({SystemText.Of(-result)})");

    private static TemperDeviceGoneException Replaced(HidInterfaceInfo target, string found)
        => new($"{target.Node} is no longer {target.InstanceId} but {found}: the stick was unplugged");
}
