using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Temper.Devices.Sessions;

/// <summary>
/// One system call to wake, and one to wait. Everything in .NET that waits is a condition variable on Linux, which is
/// signalled while its lock is held: the woken thread then often waits for the lock, and has to be woken again.
/// Source: eventfd(2).
/// </summary>
internal sealed partial class EventFd : WakeUp
{
    private const int CloseOnExec = 0x80000;

    private readonly SafeFileHandle _descriptor;

    private EventFd(SafeFileHandle descriptor) => _descriptor = descriptor;

    /// <summary>Creates one, or returns <see langword="null"/> if the system refuses.</summary>
    public static EventFd? TryCreate()
    {
        var descriptor = CreateDescriptor(0, CloseOnExec);
        return descriptor < 0 ? null : new EventFd(new SafeFileHandle(descriptor, ownsHandle: true));
    }

    public override void Signal() => _ = Write(_descriptor, 1, sizeof(ulong));

    public override void Wait() => _ = Read(_descriptor, out _, sizeof(ulong));

    public override void Dispose() => _descriptor.Dispose();

    [LibraryImport("libc", EntryPoint = "eventfd")]
    private static partial int CreateDescriptor(uint count, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle descriptor, in ulong count, nuint bytes);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeFileHandle descriptor, out ulong count, nuint bytes);
}
