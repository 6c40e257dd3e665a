using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Linux;

/// <summary>The real system calls on serial ports.</summary>
internal sealed class TtySystem() : NodeSystem(OpenFlags), ITtySystem
{
    private const int OpenFlags = 0x2 | 0x100 | 0x800 | 0x80000; // O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC

    // asm-generic/ioctls.h
    private const uint GetAttributes = 0x5401; // TCGETS
    private const uint SetAttributes = 0x5402; // TCSETS

    // More than the struct has, should an architecture's be longer.
    private const int AttributesSize = 64;

    public int GetTermios(int fd, out Termios termios)
    {
        Span<byte> bytes = stackalloc byte[AttributesSize];
        var result = Control(fd, GetAttributes, bytes);
        termios = MemoryMarshal.Read<Termios>(bytes);
        return result;
    }

    public int SetTermios(int fd, in Termios termios)
    {
        Span<byte> bytes = stackalloc byte[AttributesSize];
        MemoryMarshal.Write(bytes, in termios);
        return Control(fd, SetAttributes, bytes);
    }
}
