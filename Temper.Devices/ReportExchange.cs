using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>Queries and their replies over an open connection. Blocks; runs on the device's own worker.</summary>
internal sealed class ReportExchange(IHidConnection connection)
{
    // The kernel queues at most 64 reports an opener (HIDRAW_BUFFER_SIZE); more than that are new ones.
    private const int MaxStaleReports = 64;

    // How many stray reports a message quotes.
    private const int MaxQuotedReports = 4;

    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(10);

    private readonly List<byte[]> _strays = [];

    /// <summary>Waits until no other program talks to the stick.</summary>
    /// <exception cref="TemperBusyException">The deadline came first.</exception>
    public static void Lock(IHidConnection connection, string node, Deadline deadline)
    {
        Span<byte> discarded = stackalloc byte[Queries.ReportLength];
        while (!connection.TryLock())
        {
            if (deadline.IsOver)
            {
                throw new TemperBusyException($"{node} is in use by another program: stop it, or try again later");
            }

            // Reports that come meanwhile answer the other program: waiting for them doubles as the pause between tries.
            connection.Read(discarded, LockRetryInterval);
        }
    }

    /// <summary>Sends the query and gives the assembler what comes, until the reply is complete.</summary>
    /// <returns>Complete; Outdated as soon as a reply to an earlier query came; else what there was by the deadline.</returns>
    public ReportFate Ask(ReadOnlySpan<byte> query, IReplyAssembler reply, Deadline deadline)
    {
        Drain(reply);
        reply.Begin();
        connection.Write(query);

        var fate = ReportFate.Stray;
        var report = new byte[Queries.ReportLength];
        for (var remaining = deadline.Remaining; remaining > TimeSpan.Zero; remaining = deadline.Remaining)
        {
            var length = connection.Read(report, remaining);
            if (length == 0)
            {
                continue;
            }

            fate = reply.Offer(report.AsSpan(0, length));
            if (fate is ReportFate.Complete or ReportFate.Outdated)
            {
                return fate;
            }

            if (_strays.Count < MaxQuotedReports)
            {
                _strays.Add(report[..length]);
            }
        }

        return fate;
    }

    /// <summary>Why there is no reply: bytes that are none, or nothing at all.</summary>
    public TemperException Failure(IReplyAssembler reply, TemperTimeoutException nothing)
        => _strays.Count > 0 ? new MalformedReplyException(reply.Expected, HexText.Of(_strays)) : nothing;

    private void Drain(IReplyAssembler reply)
    {
        Span<byte> stale = stackalloc byte[Queries.ReportLength];
        for (var count = 0; count < MaxStaleReports; count++)
        {
            var length = connection.Read(stale, TimeSpan.Zero);
            if (length == 0)
            {
                return;
            }

            reply.Discard(stale[..length]);
        }
    }
}
