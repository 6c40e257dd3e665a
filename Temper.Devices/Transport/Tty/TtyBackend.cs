using Temper.Devices.Errors;

namespace Temper.Devices.Transport.Tty;

/// <summary>Linux ttys: sysfs tells what is plugged in, <c>/dev/ttyUSBn</c> carries the bytes.</summary>
public sealed class TtyBackend : ISerialBackend
{
    private readonly ITtySystem _system;
    private readonly SysfsTty _sysfs;

    /// <summary>Creates the backend.</summary>
    /// <param name="sysfsRoot">Where sysfs is mounted.</param>
    /// <param name="deviceRoot">Where the device nodes are.</param>
    public TtyBackend(string sysfsRoot = "/sys", string deviceRoot = "/dev")
        : this(new TtySystem(), sysfsRoot, deviceRoot)
    {
    }

    internal TtyBackend(ITtySystem system, string sysfsRoot, string deviceRoot)
    {
        _system = system;
        _sysfs = new SysfsTty(sysfsRoot, deviceRoot);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SerialPortInfo> Enumerate() => _sysfs.List();

    /// <inheritdoc/>
    public ISerialConnection Open(SerialPortInfo target)
    {
        ArgumentNullException.ThrowIfNull(target);
        CheckPlug(target); // before opening too: that alone raises DTR, and another device may mind
        var fd = _system.Open(target.Node);
        if (fd < 0)
        {
            throw TtyErrors.Opening(target.Node, -fd);
        }

        try
        {
            CheckPlug(target);
            CheckNumber(fd, target);
            MakeRaw(fd, target.Node);
            return new TtyConnection(_system, fd, target.Node);
        }
        catch
        {
            _system.Close(fd);
            throw;
        }
    }

    private void MakeRaw(int fd, string node)
    {
        var result = _system.GetTermios(fd, out var now);
        if (result >= 0)
        {
            result = _system.SetTermios(fd, Termios.Raw9600(now));
        }

        if (result < 0)
        {
            throw TtyErrors.Opening(node, -result);
        }
    }

    // Node numbers are used again at once, by any device with a converter of the same make.
    private void CheckPlug(SerialPortInfo target)
    {
        var now = _sysfs.TryRead(Path.GetFileName(target.Node));
        if (now is null || now.InstanceId != target.InstanceId
            || now.VendorId != target.VendorId || now.ProductId != target.ProductId)
        {
            throw Replaced(target, now is null ? "nothing" : now.InstanceId);
        }
    }

    private void CheckNumber(int fd, SerialPortInfo target)
    {
        var result = _system.DeviceNumber(fd, out var major, out var minor);
        if (result < 0 || _sysfs.DeviceNumber(Path.GetFileName(target.Node)) != $"{major}:{minor}")
        {
            throw Replaced(target, result < 0 ? "no serial port" : $"device number {major}:{minor}");
        }
    }

    private static TemperDeviceGoneException Replaced(SerialPortInfo target, string found)
        => new($"{target.Node} is no longer {target.PortPath} ({target.InstanceId}): found {found}");
}
