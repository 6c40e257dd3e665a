using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Linux;

/// <summary>The real system calls on hidraw nodes.</summary>
internal sealed class HidrawSystem() : NodeSystem(OpenFlags), IHidrawSystem
{
    private const int OpenFlags = 0x2 | 0x800 | 0x80000; // O_RDWR | O_NONBLOCK | O_CLOEXEC

    // linux/hidraw.h: _IOR('H', 0x03, struct hidraw_devinfo) and _IOC(_IOC_READ, 'H', 0x05, length).
    private const uint GetRawInfo = 0x80084803;
    private const uint GetRawPhysOfLength0 = 0x80004805;

    public int RawInfo(int fd, out HidrawDeviceInfo info)
    {
        Span<byte> bytes = stackalloc byte[8];
        var result = Control(fd, GetRawInfo, bytes);
        info = MemoryMarshal.Read<HidrawDeviceInfo>(bytes);
        return result;
    }

    public int RawPhys(int fd, Span<byte> text) => Control(fd, GetRawPhysOfLength0 | ((uint)text.Length << 16), text);
}
