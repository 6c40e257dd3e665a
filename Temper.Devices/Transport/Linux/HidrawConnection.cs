namespace Temper.Devices.Transport.Linux;

/// <summary>An open hidraw node.</summary>
internal sealed class HidrawConnection(IHidrawSystem system, int fd, string node) : NodeConnection(system, fd, node)
{
    // hidraw wants the report id first, 0 where a device has none, and never returns one in that case.
    private const byte NoReportId = 0;
    private const int MaxReportLength = 64; // low- and full-speed interrupt endpoints

    private readonly IHidrawSystem _system = system;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        Span<byte> withId = stackalloc byte[1 + bytes.Length];
        withId[0] = NoReportId;
        bytes.CopyTo(withId[1..]);

        var written = WriteNow(withId);
        if (written < 0)
        {
            throw Error("write to", -written);
        }

        if (written != withId.Length)
        {
            throw new TemperConnectionException(
                $"{Node} accepted {written} of {withId.Length} bytes; replug the device"
            );
        }
    }

    protected override int ReadNow(Span<byte> buffer)
    {
        Span<byte> report = stackalloc byte[MaxReportLength];
        var length = _system.Read(Fd, report);
        if (length is -Errno.TryAgain or -Errno.Interrupted)
        {
            return 0;
        }

        if (length < 0)
        {
            throw Error("read from", -length);
        }

        var taken = Math.Min(length, buffer.Length);
        report[..taken].CopyTo(buffer);
        return taken;
    }

    // Each opener has a queue of its own. What arrives in ours answers the other program,
    // so waiting for it is the pause.
    protected override void PauseWhileLocked(TimeSpan duration)
    {
        Span<byte> discarded = stackalloc byte[MaxReportLength];
        Read(discarded, duration);
    }

    protected override TemperConnectionException Error(string doing, int errno) =>
        errno switch
        {
            _ when Errno.MeansGone(errno) => Gone(errno),
            Errno.BrokenPipe => new TemperConnectionException(
                $"{Node} rejected the query (stall); replug the device",
                errno
            ),
            Errno.TimedOut => new TemperConnectionException(
                $"{Node} did not accept the query; replug the device",
                errno
            ),
            _ => new TemperConnectionException($"cannot {doing} {Node}: {Errno.Describe(errno)}", errno),
        };
}
