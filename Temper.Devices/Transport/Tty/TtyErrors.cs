using Temper.Devices.Errors;
using Temper.Devices.Transport.Hidraw;

namespace Temper.Devices.Transport.Tty;

/// <summary>What error numbers mean for a serial port.</summary>
internal static class TtyErrors
{
    private const int InputOutput = 5; // EIO: all calls on a hung-up tty
    private const int Busy = 16; // EBUSY: another program asked for it alone (TIOCEXCL)

    public static bool MeansGone(int errno) => errno == InputOutput || Errno.MeansGone(errno);

    public static TemperDeviceGoneException Gone(string node, int errno)
        => new($"{node} is gone: the stick was unplugged", errno);

    public static TemperConnectionException Opening(string node, int errno)
    {
        if (Errno.MeansForbidden(errno))
        {
            return new TemperPermissionException(
                $"no permission to open {node}: run in the node's group (dialout on Debian, uucp elsewhere)", errno);
        }

        if (MeansGone(errno))
        {
            return Gone(node, errno);
        }

        return errno == Busy
            ? new TemperBusyException($"{node} is in use by another program: stop it, or try again later")
            : new TemperConnectionException($"cannot open {node}: {SystemText.Of(errno)}", errno);
    }
}
