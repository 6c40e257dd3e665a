using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>One query and its reply over an open connection. Blocks; runs on the device's own worker.</summary>
internal static class ReportExchange
{
    // The kernel queues at most 64 reports an opener (HIDRAW_BUFFER_SIZE); more than that are new ones.
    private const int MaxStaleReports = 64;

    // How many stray reports a message quotes.
    private const int MaxQuotedReports = 4;

    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(10);

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
    /// <returns>False when nothing at all came in time.</returns>
    /// <exception cref="MalformedReplyException">Reports came in time, but no valid reply among them.</exception>
    public static bool TryAsk(
        IHidConnection connection, ReadOnlySpan<byte> query, IReplyAssembler reply, Deadline deadline)
    {
        Drain(connection);
        connection.Write(query);

        var quoted = new List<byte[]>();
        var report = new byte[Queries.ReportLength];
        for (var remaining = deadline.Remaining; remaining > TimeSpan.Zero; remaining = deadline.Remaining)
        {
            var length = connection.Read(report, remaining);
            if (length == 0)
            {
                continue;
            }

            if (reply.Offer(report.AsSpan(0, length)))
            {
                return true;
            }

            if (quoted.Count < MaxQuotedReports)
            {
                quoted.Add(report[..length]);
            }
        }

        return quoted.Count == 0 ? false : throw new MalformedReplyException(reply.Expected, HexText.Of(quoted));
    }

    private static void Drain(IHidConnection connection)
    {
        Span<byte> stale = stackalloc byte[Queries.ReportLength];
        for (var count = 0; count < MaxStaleReports && connection.Read(stale, TimeSpan.Zero) > 0; count++)
        {
        }
    }
}
