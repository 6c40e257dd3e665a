using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Temper.Devices.HidSharp.Adapter;

/// <summary>
/// The advisory lock that the hidraw transport takes too, on a node that stays open: while a device does not take a
/// query, Linux makes every program wait that opens or closes any hidraw node (minors_rwsem of drivers/hid/hidraw.c),
/// and a waiting program delays all other devices. Without a node there is no such lock, and programs do not know of
/// each other.
/// </summary>
internal sealed partial class NodeLock : IDisposable
{
    // From Linux' fcntl.h and sys/file.h.
    private const int OpenReadOnlyCloseOnExec = 0x80000;
    private const int LockExclusiveNonBlocking = 2 | 4;
    private const int LockRelease = 8;
    private const int Interrupted = 4;
    private const int WouldBlock = 11;

    private readonly SafeFileHandle? _node;

    private NodeLock(SafeFileHandle? node) => _node = node;

    /// <exception cref="IOException">The node cannot be opened.</exception>
    public static NodeLock Of(string? node)
    {
        if (node is null)
        {
            return new NodeLock(node: null);
        }

        var fd = LibC.open(node, OpenReadOnlyCloseOnExec);
        return fd >= 0
            ? new NodeLock(new SafeFileHandle(fd, ownsHandle: true))
            : throw Error(Marshal.GetLastPInvokeError());
    }

    /// <exception cref="IOException">The node cannot be locked.</exception>
    public bool TryTake()
    {
        if (_node is null || LibC.flock(_node, LockExclusiveNonBlocking) == 0)
        {
            return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno is WouldBlock or Interrupted ? false : throw Error(errno);
    }

    public void Release()
    {
        if (_node is not null)
        {
            _ = LibC.flock(_node, LockRelease);
        }
    }

    public void Dispose() => _node?.Dispose();

    private static IOException Error(int errno) => new(Marshal.GetPInvokeErrorMessage(errno), errno);

    // Names and parameters are libc's own.
    private static partial class LibC
    {
        private const string Name = "libc";

        [LibraryImport(Name, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int open(string path, int flags);

        [LibraryImport(Name, SetLastError = true)]
        internal static partial int flock(SafeFileHandle fd, int operation);
    }
}
