namespace Temper.Devices.Transport.Hidraw;

/// <summary>Linux error numbers that mean something for a hidraw node (asm-generic/errno.h).</summary>
internal static class Errno
{
    public const int NotPermitted = 1; // EPERM
    public const int NoEntry = 2; // ENOENT
    public const int Interrupted = 4; // EINTR
    public const int NoDeviceOrAddress = 6; // ENXIO
    public const int TryAgain = 11; // EAGAIN, EWOULDBLOCK
    public const int AccessDenied = 13; // EACCES
    public const int NoDevice = 19; // ENODEV
    public const int BrokenPipe = 32; // EPIPE: the stick stalled the transfer
    public const int Shutdown = 108; // ESHUTDOWN
    public const int TimedOut = 110; // ETIMEDOUT

    public static bool MeansGone(int errno) => errno is NoEntry or NoDeviceOrAddress or NoDevice or Shutdown;

    public static bool MeansForbidden(int errno) => errno is NotPermitted or AccessDenied;
}
