using System.Diagnostics.CodeAnalysis;

namespace Temper.Devices.Transport.Linux;

/// <summary>An open serial port.</summary>
internal sealed class TtyConnection(ITtySystem system, int fd, string node) : NodeConnection(system, fd, node)
{
    private readonly ITtySystem _system = system;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        var written = WriteNow(bytes);

        // The converter's buffer holds far more than a command: when it is full, nothing has left it for long.
        if (written == -Errno.TryAgain || (written >= 0 && written != bytes.Length))
        {
            throw new TemperConnectionException(
                $"{Node} accepted {Math.Max(written, 0)} of {bytes.Length} bytes; replug the device"
            );
        }

        if (written < 0)
        {
            throw Error("write to", -written);
        }
    }

    protected override int ReadNow(Span<byte> buffer)
    {
        var length = _system.Read(Fd, buffer);
        return length switch
        {
            > 0 => length,
            0 => throw Gone(errno: 0), // the end of a serial port is a hang-up (VMIN is 1)
            -Errno.TryAgain or -Errno.Interrupted => 0,
            _ => throw Error("read from", -length),
        };
    }

    // All openers of a tty share one queue: reading would take the other program's answer.
    // Only this device's worker sleeps.
    [SuppressMessage(
        "ApiDesign",
        "RS0030:Do not use banned APIs",
        Justification = "Another process holds the lock, in real time."
    )]
    protected override void PauseWhileLocked(TimeSpan duration) => Thread.Sleep(duration);

    protected override TemperConnectionException Error(string doing, int errno) =>
        errno == Errno.InputOutput || Errno.MeansGone(errno)
            ? Gone(errno)
            : new TemperConnectionException($"cannot {doing} {Node}: {Errno.Describe(errno)}", errno);
}
