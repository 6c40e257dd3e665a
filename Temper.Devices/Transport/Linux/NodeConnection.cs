using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Temper.Devices.Transport.Linux;

/// <summary>An open device node: what hidraw nodes and serial ports have in common.</summary>
[SuppressMessage(
    "ApiDesign",
    "RS0030:Do not use banned APIs",
    Justification = "The kernel's poll waits on the real clock."
)]
internal abstract class NodeConnection(INodeSystem system, int fd, string node) : ITransportConnection
{
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(10);

    private bool _disposed;

    public bool TryLock(TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        while (!TryLockNow())
        {
            if (Stopwatch.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            PauseWhileLocked(LockRetryInterval);
        }

        return true;
    }

    public void Unlock()
    {
        if (!_disposed)
        {
            _ = system.Flock(fd, take: false);
        }
    }

    public abstract void Write(ReadOnlySpan<byte> bytes);

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

    protected string Node => node;

    protected int Fd => _disposed ? throw new ObjectDisposedException(node) : fd;

    /// <summary>Writes; a write that a signal interrupted is repeated.</summary>
    /// <returns>The number of bytes taken, or <c>-errno</c>.</returns>
    protected int WriteNow(ReadOnlySpan<byte> bytes)
    {
        int written;
        do
        {
            written = system.Write(Fd, bytes);
        } while (written == -Errno.Interrupted);

        return written;
    }

    /// <summary>Takes what has arrived; 0 when that is nothing.</summary>
    protected abstract int ReadNow(Span<byte> buffer);

    /// <summary>Lets some time pass while another program talks to the device.</summary>
    protected abstract void PauseWhileLocked(TimeSpan duration);

    /// <summary>
    /// The error of a failed call; <paramref name="doing"/> is the call as a verb, such as <c>write to</c>.
    /// </summary>
    protected abstract TemperConnectionException Error(string doing, int errno);

    protected TemperDeviceGoneException Gone(int errno) => TemperDeviceGoneException.Unplugged(node, errno);

    private bool TryLockNow()
    {
        var result = system.Flock(Fd, take: true);
        return result >= 0 || (result is -Errno.TryAgain or -Errno.Interrupted ? false : throw Error("lock", -result));
    }

    private bool WaitForInput(TimeSpan timeout)
    {
        var result = system.Poll(Fd, (int)Math.Ceiling(timeout.TotalMilliseconds), out var events);
        if (result == -Errno.Interrupted)
        {
            return true; // the read loop looks at the clock and polls again
        }

        if (result < 0)
        {
            throw Error("wait for", -result);
        }

        // Input that arrived before the device was unplugged is useless.
        return (events & (PollEvents.Error | PollEvents.HangUp | PollEvents.Invalid)) == 0
            ? result > 0
            : throw Gone(errno: 0);
    }
}
