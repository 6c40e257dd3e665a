namespace Temper.Devices.Transport.Hidraw;

/// <summary>
/// The system calls on a hidraw node, with the kernel's own convention: a negative result is <c>-errno</c>. Behind an
/// interface so that every errno path can be tested without a kernel that produces it.
/// </summary>
internal interface IHidrawSystem
{
    /// <summary><c>open(O_RDWR | O_NONBLOCK | O_CLOEXEC)</c>; the file descriptor.</summary>
    int Open(string node);

    void Close(int fd);

    /// <summary><c>flock(LOCK_EX | LOCK_NB)</c>, or <c>flock(LOCK_UN)</c>.</summary>
    int Flock(int fd, bool take);

    /// <summary>Bytes written.</summary>
    int Write(int fd, ReadOnlySpan<byte> bytes);

    /// <summary>Bytes read.</summary>
    int Read(int fd, Span<byte> bytes);

    /// <summary>Waits for input; 0 is a timeout.</summary>
    int Poll(int fd, int timeoutMs, out PollEvents events);

    /// <summary><c>HIDIOCGRAWINFO</c>: bus type and USB id.</summary>
    int RawInfo(int fd, out HidrawDeviceInfo info);

    /// <summary><c>HIDIOCGRAWPHYS</c>: the text's length, its NUL included.</summary>
    int RawPhys(int fd, Span<byte> text);

    /// <summary><c>statx</c>: the device number behind the descriptor.</summary>
    int DeviceNumber(int fd, out uint major, out uint minor);
}
