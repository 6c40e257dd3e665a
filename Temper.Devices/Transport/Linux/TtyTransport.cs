namespace Temper.Devices.Transport.Linux;

/// <summary>Linux serial ports on USB: <c>/dev/ttyUSBn</c> carries the bytes.</summary>
internal sealed class TtyTransport(ITtySystem system, SysfsTty sysfs) : NodeTransport(system, sysfs)
{
    public TtyTransport(string sysfsRoot = "/sys", string deviceRoot = "/dev")
        : this(new TtySystem(), new SysfsTty(sysfsRoot, deviceRoot)) { }

    // Opening alone raises DTR, which can reset another device with the same converter
    // chip: so it is checked before too.
    public override ITransportConnection Open(UsbInterfaceInfo target)
    {
        ArgumentNullException.ThrowIfNull(target);
        CheckPlug(target);
        return base.Open(target);
    }

    protected override string PermissionAdvice => "run in the node's group (dialout on Debian, uucp elsewhere)";

    protected override ITransportConnection Connect(int fd, string node)
    {
        var result = system.GetTermios(fd, out var now);
        if (result >= 0)
        {
            result = system.SetTermios(fd, Termios.Raw9600(now));
        }

        return result >= 0 ? new TtyConnection(system, fd, node) : throw OpenError(node, -result);
    }

    protected override TemperConnectionException OpenError(string node, int errno) =>
        errno switch
        {
            Errno.InputOutput => TemperDeviceGoneException.Unplugged(node, errno),
            Errno.Busy => TemperBusyException.InUse(node),
            _ => base.OpenError(node, errno),
        };
}
