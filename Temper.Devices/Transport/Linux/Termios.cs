using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Linux;

/// <summary>
/// The kernel's own <c>struct termios</c> (asm-generic/termbits.h: x86, arm, arm64, riscv), which the ioctls take. The
/// C library's has another size, and differs between C libraries.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Termios
{
    public const uint Baud9600 = 0x000d; // B9600
    public const uint DataBits8 = 0x0030; // CS8
    public const uint EnableReceiver = 0x0080; // CREAD
    public const uint IgnoreModemLines = 0x0800; // CLOCAL
    public const int MinBytes = 6; // VMIN
    public const int MaxTenths = 5; // VTIME

    public uint InputFlags;
    public uint OutputFlags;
    public uint ControlFlags;
    public uint LocalFlags;
    public byte LineDiscipline;
    public ControlCharacters Characters;

    /// <summary>
    /// 9600 8N1, every byte as it comes: no echo, no line editing, no CR to LF, no signals, no flow control. Without
    /// HUPCL, so that closing does not drop DTR: some other device with the same converter chip may reset on it.
    /// </summary>
    public static Termios Raw9600(in Termios now)
    {
        var raw = new Termios
        {
            LineDiscipline = now.LineDiscipline,
            ControlFlags = Baud9600 | DataBits8 | EnableReceiver | IgnoreModemLines,
        };
        raw.Characters[MinBytes] = 1; // with 0, "nothing there" would look like "hung up": both read 0 bytes
        raw.Characters[MaxTenths] = 0;
        return raw;
    }

    /// <summary><c>c_cc[NCCS]</c>.</summary>
    [InlineArray(19)]
    internal struct ControlCharacters
    {
        private byte _first;
    }
}
