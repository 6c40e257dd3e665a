using System.Diagnostics;
using Temper.Devices.Errors;

namespace Temper.Devices.Transport.Hidraw;

/// <summary>An open hidraw node.</summary>
internal sealed class HidrawConnection(IHidrawSystem system, int fd, string node) : IHidConnection
{
    // hidraw wants the report id first, 0 where a device has none, and never gives one back in that case.
    private const byte NoReportId = 0;
    private const int MaxReportLength = 64; // low- and full-speed interrupt endpoints

    private bool _disposed;

    public bool TryLock()
    {
        var result = system.Flock(Fd, take: true);
        return result >= 0
            || (result == -Errno.TryAgain ? false : throw Error("lock", -result));
    }

    public void Unlock()
    {
        if (!_disposed)
        {
            _ = system.Flock(fd, take: false);
        }
    }

    public void Write(ReadOnlySpan<byte> report)
    {
        Span<byte> withId = stackalloc byte[1 + report.Length];
        withId[0] = NoReportId;
        report.CopyTo(withId[1..]);

        int written;
        do
        {
            written = system.Write(Fd, withId);
        }
        while (written == -Errno.Interrupted);

        if (written < 0)
        {
            throw Error("write to", -written);
        }

        if (written != withId.Length)
        {
            throw new TemperConnectionException($"{node} took {written} of {withId.Length} bytes: replug the stick");
        }
    }

    public int Read(Span<byte> report, TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = timeout - Stopwatch.GetElapsedTime(start);
            if (!WaitForInput(left > TimeSpan.Zero ? left : TimeSpan.Zero))
            {
                return 0;
            }

            var length = ReadNow(report);
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

        // Reports that came before the unplug are not worth reading: their stick is gone.
        return (events & (PollEvents.Error | PollEvents.HangUp | PollEvents.Invalid)) == 0
            ? result > 0
            : throw Gone(errno: 0);
    }

    private int ReadNow(Span<byte> report)
    {
        Span<byte> buffer = stackalloc byte[MaxReportLength];
        var length = system.Read(Fd, buffer);
        if (length is -Errno.TryAgain or -Errno.Interrupted)
        {
            return 0;
        }

        if (length < 0)
        {
            throw Error("read from", -length);
        }

        var taken = Math.Min(length, report.Length);
        buffer[..taken].CopyTo(report);
        return taken;
    }

    private TemperConnectionException Error(string doing, int errno) => errno switch
    {
        _ when Errno.MeansGone(errno) => Gone(errno),
        Errno.BrokenPipe => new TemperConnectionException($"{node} refused the query (stall): replug the stick", errno),
        Errno.TimedOut => new TemperConnectionException($"{node} did not take the query: replug the stick", errno),
        _ => new TemperConnectionException($"cannot {doing} {node}: {SystemText.Of(errno)}", errno),
    };

    private TemperDeviceGoneException Gone(int errno) => new($"{node} is gone: the stick was unplugged", errno);
}
