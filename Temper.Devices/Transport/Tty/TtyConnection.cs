using System.Diagnostics;
using Temper.Devices.Errors;
using Temper.Devices.Transport.Hidraw;

namespace Temper.Devices.Transport.Tty;

/// <summary>An open serial port.</summary>
internal sealed class TtyConnection(ITtySystem system, int fd, string node) : ISerialConnection
{
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(10);

    private bool _disposed;

    public bool TryLock(TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var result = system.Flock(Fd, take: true);
            if (result >= 0)
            {
                return true;
            }

            if (result is not (-Errno.TryAgain or -Errno.Interrupted))
            {
                throw Error("lock", -result);
            }

            if (Stopwatch.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            Thread.Sleep(LockRetryInterval); // the stick's own worker thread: nobody else waits here
        }
    }

    public void Unlock()
    {
        if (!_disposed)
        {
            _ = system.Flock(fd, take: false);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        int written;
        do
        {
            written = system.Write(Fd, bytes);
        }
        while (written == -Errno.Interrupted);

        // The converter's buffer holds far more than a command: when it is full, nothing has left it for long.
        if (written == -Errno.TryAgain || (written >= 0 && written != bytes.Length))
        {
            throw new TemperConnectionException(
                $"{node} took {Math.Max(written, 0)} of {bytes.Length} bytes: replug the stick");
        }

        if (written < 0)
        {
            throw Error("write to", -written);
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = timeout - Stopwatch.GetElapsedTime(start);
            if (!WaitForInput(left > TimeSpan.Zero ? left : TimeSpan.Zero))
            {
                return 0;
            }

            var length = ReadNow(buffer);
            if (length > 0 || Stopwatch.GetElapsedTime(start) >= timeout)
            {
                return length;
            }
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            system.Close(fd);
        }
    }

    private int Fd => _disposed ? throw new ObjectDisposedException(node) : fd;

    private bool WaitForInput(TimeSpan timeout)
    {
        var result = system.Poll(Fd, (int)Math.Ceiling(timeout.TotalMilliseconds), out var events);
        if (result == -Errno.Interrupted)
        {
            return true; // whoever asked looks at the clock and asks again
        }

        if (result < 0)
        {
            throw Error("wait for", -result);
        }

        return (events & (PollEvents.Error | PollEvents.HangUp | PollEvents.Invalid)) == 0
            ? result > 0
            : throw Gone(errno: 0);
    }

    private int ReadNow(Span<byte> buffer)
    {
        var length = system.Read(Fd, buffer);
        return length switch
        {
            > 0 => length,
            0 => throw Gone(errno: 0), // the end of a serial port is a hang-up (VMIN is 1)
            -Errno.TryAgain or -Errno.Interrupted => 0,
            _ => throw Error("read from", -length),
        };
    }

    private TemperConnectionException Error(string doing, int errno)
        => TtyErrors.MeansGone(errno)
            ? Gone(errno)
            : new TemperConnectionException($"cannot {doing} {node}: {SystemText.Of(errno)}", errno);

    private TemperDeviceGoneException Gone(int errno) => TtyErrors.Gone(node, errno);
}
