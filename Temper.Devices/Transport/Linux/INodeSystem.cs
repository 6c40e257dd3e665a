namespace Temper.Devices.Transport.Linux;

/// <summary>
/// The system calls that hidraw nodes and ttys have in common, with the kernel's own convention: a
/// negative result is <c>-errno</c>.
/// </summary>
internal interface INodeSystem
{
    /// <summary><c>open</c>, with the flags that the kind of node needs; the file descriptor.</summary>
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

    /// <summary><c>statx</c>: the device number behind the descriptor.</summary>
    int DeviceNumber(int fd, out uint major, out uint minor);
}
