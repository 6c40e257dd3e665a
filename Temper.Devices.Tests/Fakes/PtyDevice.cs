using System.Runtime.InteropServices;
using System.Text;
using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Fakes;

/// <summary>
/// A TEMPerX232 at the master end of a pseudo-terminal: to the library it is a tty of the real kernel. It answers on a
/// thread of its own; closing the master end is the unplug.
/// </summary>
internal sealed class PtyDevice : NodeSystem, IDisposable
{
    private const int OpenFlags = 0x2 | 0x100 | 0x800 | 0x80000; // O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC
    private const uint SetLock = 0x40045431; // TIOCSPTLCK
    private const uint GetNumber = 0x80045430; // TIOCGPTN
    private const int PollMs = 20;

    private readonly int _master;
    private readonly int _keepOpen;
    private readonly Thread _thread;
    private volatile bool _isUnplugged;

    public PtyDevice()
        : base(OpenFlags)
    {
        _master = Open("/dev/ptmx");
        Span<byte> number = stackalloc byte[4];
        if (_master < 0 || Control(_master, SetLock, number) < 0 || Control(_master, GetNumber, number) < 0)
        {
            Assert.Ignore("no pseudo-terminals here");
        }

        Node = $"/dev/pts/{MemoryMarshal.Read<int>(number)}";

        // While no slave end is open, the master end reads as hung up.
        _keepOpen = Open(Node);
        if (_keepOpen < 0)
        {
            Assert.Ignore($"{Node} cannot be opened: {Errno.Describe(-_keepOpen)}");
        }

        _ = DeviceNumber(_keepOpen, out var major, out var minor);
        Number = $"{major}:{minor}";
        _thread = new Thread(Answer) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The slave end: the tty.</summary>
    public string Node { get; }

    /// <summary>The tty's device number, as sysfs would have it.</summary>
    public string Number { get; }

    public string Version { get; set; } = "TEMPerX232_V2.0\r\n";

    public string Reply { get; set; } = "Temp-Outer:-0.31 [C]<\r\nTemp-Inner:30.53 [C],39.92 [%RH]<\r\n";

    /// <summary>Every byte that came.</summary>
    public StringBuilder Received { get; } = new();

    /// <summary>Closes the master end, and is back when that is done.</summary>
    public void Unplug()
    {
        _isUnplugged = true;
        _thread.Join();
    }

    public void Dispose()
    {
        Unplug();
        Close(_keepOpen);
    }

    private void Answer()
    {
        var command = new StringBuilder();
        var buffer = new byte[64];
        while (!_isUnplugged)
        {
            if (Poll(_master, PollMs, out _) <= 0)
            {
                continue;
            }

            var length = Read(_master, buffer);
            var text = Encoding.Latin1.GetString(buffer, 0, Math.Max(length, 0));
            Received.Append(text);
            command.Append(text);
            var answer = command.ToString() switch
            {
                "Version" => Version,
                "ReadTemp" => Reply,
                _ => null,
            };
            if (answer is not null)
            {
                command.Clear();
                Write(_master, Encoding.Latin1.GetBytes(answer));
            }
        }

        Close(_master);
    }
}
