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

    // A probe's report comes some 70 ms after the inner sensors' (usbmon trace in urwen/temper pull request 16); the
    // vendor's own program gives up after 500 ms (charlieh0tel/temper).
    private static readonly TimeSpan MoreMayFollowFor = TimeSpan.FromMilliseconds(250);

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
    /// <returns>
    /// Complete, also when no more came of a reply that was enough; Outdated as soon as a reply to an earlier query came;
    /// else what there was by the deadline.
    /// </returns>
    public ReportFate Ask(ReadOnlySpan<byte> query, IReplyAssembler reply, Deadline deadline)
    {
        Drain(reply);
        reply.Begin();
        connection.Write(query);

        var fate = ReportFate.Stray;
        var isEnough = false;
        var report = new byte[Queries.ReportLength];
        for (var remaining = deadline.Remaining; remaining > TimeSpan.Zero; remaining = deadline.Remaining)
        {
            var length = connection.Read(report, remaining);
            if (length == 0)
            {
                continue;
            }

            fate = reply.Offer(report.AsSpan(0, length));
            switch (fate)
            {
                case ReportFate.Complete or ReportFate.Outdated:
                    return fate;
                case ReportFate.Enough:
                    isEnough = true;
                    deadline = deadline.Within(MoreMayFollowFor);
                    break;
                default:
                    NoteStray(report.AsSpan(0, length));
                    break;
            }
        }

        return isEnough ? ReportFate.Complete : fate;
    }

    /// <summary>Why there is no reply: bytes that are none, or nothing at all.</summary>
    public TemperException Failure(IReplyAssembler reply, TemperTimeoutException nothing)
        => _strays.Count > 0 ? new MalformedReplyException(reply.Expected, HexText.Of(_strays)) : nothing;

    private void NoteStray(ReadOnlySpan<byte> report)
    {
        if (_strays.Count < MaxQuotedReports)
        {
            _strays.Add(report.ToArray());
        }
    }

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
