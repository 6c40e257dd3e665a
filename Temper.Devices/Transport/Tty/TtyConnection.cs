using System.Diagnostics;
using Temper.Devices.Errors;
using Temper.Devices.Transport.Hidraw;

namespace Temper.Devices.Transport.Tty;

/// <summary>An open serial port.</summary>
internal sealed class TtyConnection(ITtySystem system, int fd, string node) : NodeConnection(system, fd, node), ISerialConnection
{
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(10);

    private readonly ITtySystem _system = system;

    public bool TryLock(TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        while (!TryLock())
        {
            if (Stopwatch.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            Thread.Sleep(LockRetryInterval); // the stick's own worker thread: nobody else waits here
        }

        return true;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var written = WriteNow(bytes);

        // The converter's buffer holds far more than a command: when it is full, nothing has left it for long.
        if (written == -Errno.TryAgain || (written >= 0 && written != bytes.Length))
        {
            throw new TemperConnectionException(
                $"{Node} took {Math.Max(written, 0)} of {bytes.Length} bytes: replug the stick");
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

    protected override TemperConnectionException Error(string doing, int errno)
        => TtyErrors.MeansGone(errno)
            ? Gone(errno)
            : new TemperConnectionException($"cannot {doing} {Node}: {SystemText.Of(errno)}", errno);

    protected override TemperDeviceGoneException Gone(int errno) => TtyErrors.Gone(Node, errno);
}
