using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// Creates two connected stream sockets with socketpair(2), which .NET does not offer. vhci_hcd accepts only a socket.
/// </summary>
public static partial class SocketPair
{
    private const int UnixFamily = 1; // AF_UNIX
    private const int StreamCloseOnExec = 1 | 0x80000; // SOCK_STREAM | SOCK_CLOEXEC

    public static (Socket Ours, Socket Theirs) Create()
    {
        Span<int> ends = stackalloc int[2];
        return LibC.socketpair(UnixFamily, StreamCloseOnExec, 0, ends) == 0
            ? (Own(ends[0]), Own(ends[1]))
            : throw new DeviceBusException($"cannot create a socket pair: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static Socket Own(int fd) => new(new SafeSocketHandle(fd, ownsHandle: true));

    private static partial class LibC
    {
        [LibraryImport("libc", SetLastError = true)]
        internal static partial int socketpair(int domain, int type, int protocol, Span<int> ends);
    }
}
