namespace Temper.Devices.Transport.Linux;

/// <summary>
/// The system calls on a hidraw node, with the kernel's own convention: a negative result is <c>-errno</c>. Behind an
/// interface so that every errno path can be tested without a kernel that produces it.
/// </summary>
internal interface IHidrawSystem : INodeSystem
{
    /// <summary><c>HIDIOCGRAWINFO</c>: bus type and USB id.</summary>
    int RawInfo(int fd, out HidrawDeviceInfo info);

    /// <summary><c>HIDIOCGRAWPHYS</c>: the text's length, its NUL included.</summary>
    int RawPhys(int fd, Span<byte> text);
}
