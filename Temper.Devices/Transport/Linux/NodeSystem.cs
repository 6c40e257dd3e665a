using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Linux;

/// <summary>The real system calls that all device nodes have in common, from libc.</summary>
internal abstract partial class NodeSystem(int openFlags) : INodeSystem
{
    private const int LockExclusiveNonBlocking = 2 | 4;
    private const int LockRelease = 8;

    // struct statx has one layout on every architecture; struct stat has not.
    private const int AtEmptyPath = 0x1000;
    private const int StatxSize = 256;
    private const int StatxRdevMajorOffset = 128;
    private const int StatxRdevMinorOffset = 132;

    public int Open(string node) => OrErrno(LibC.open(node, openFlags));

    public void Close(int fd) => _ = LibC.close(fd);

    public int Flock(int fd, bool take) => OrErrno(LibC.flock(fd, take ? LockExclusiveNonBlocking : LockRelease));

    public int Write(int fd, ReadOnlySpan<byte> bytes) => OrErrno((int)LibC.write(fd, bytes, (nuint)bytes.Length));

    public int Read(int fd, Span<byte> bytes) => OrErrno((int)LibC.read(fd, bytes, (nuint)bytes.Length));

    public int Poll(int fd, int timeoutMs, out PollEvents events)
    {
        var poll = new PollDescriptor { Fd = fd, Wanted = PollEvents.Input };
        var result = OrErrno(LibC.poll(ref poll, 1, timeoutMs));
        events = poll.Returned;
        return result;
    }

    public int DeviceNumber(int fd, out uint major, out uint minor)
    {
        Span<byte> bytes = stackalloc byte[StatxSize];
        var result = OrErrno(LibC.statx(fd, "", AtEmptyPath, 0, bytes));
        major = MemoryMarshal.Read<uint>(bytes[StatxRdevMajorOffset..]);
        minor = MemoryMarshal.Read<uint>(bytes[StatxRdevMinorOffset..]);
        return result;
    }

    private protected static int Control(int fd, uint request, Span<byte> argument) =>
        OrErrno(LibC.ioctl(fd, request, argument));

    private static int OrErrno(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Fd;
        public PollEvents Wanted;
        public PollEvents Returned;
    }

    // Names and parameters are libc's own.
    private static partial class LibC
    {
        private const string Name = "libc";

        [LibraryImport(Name, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int open(string path, int flags);

        [LibraryImport(Name, SetLastError = true)]
        internal static partial int close(int fd);

        [LibraryImport(Name, SetLastError = true)]
        internal static partial int flock(int fd, int operation);

        [LibraryImport(Name, SetLastError = true)]
        internal static partial nint write(int fd, ReadOnlySpan<byte> buffer, nuint count);

        [LibraryImport(Name, SetLastError = true)]
        internal static partial nint read(int fd, Span<byte> buffer, nuint count);

        [LibraryImport(Name, SetLastError = true)]
        internal static partial int poll(ref PollDescriptor descriptors, nuint count, int timeoutMs);

        [LibraryImport(Name, SetLastError = true)]
        internal static partial int ioctl(int fd, nuint request, Span<byte> argument);

        [LibraryImport(Name, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int statx(int directory, string path, int flags, uint mask, Span<byte> buffer);
    }
}
