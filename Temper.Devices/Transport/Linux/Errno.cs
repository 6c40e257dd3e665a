using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Linux;

/// <summary>Linux error numbers that mean something for a device node (asm-generic/errno.h).</summary>
internal static class Errno
{
    public const int NotPermitted = 1; // EPERM
    public const int NoEntry = 2; // ENOENT
    public const int Interrupted = 4; // EINTR
    public const int InputOutput = 5; // EIO: all calls on a hung-up tty
    public const int NoDeviceOrAddress = 6; // ENXIO
    public const int TryAgain = 11; // EAGAIN, EWOULDBLOCK
    public const int AccessDenied = 13; // EACCES
    public const int Busy = 16; // EBUSY: another program opened a tty exclusively (TIOCEXCL)
    public const int NoDevice = 19; // ENODEV
    public const int BrokenPipe = 32; // EPIPE: the device stalled the transfer
    public const int Shutdown = 108; // ESHUTDOWN
    public const int TimedOut = 110; // ETIMEDOUT

    public static bool MeansGone(int errno) => errno is NoEntry or NoDeviceOrAddress or NoDevice or Shutdown;

    public static bool MeansForbidden(int errno) => errno is NotPermitted or AccessDenied;

    public static string Describe(int errno) => $"{Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})";
}
