using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>A query that is answered by reports of 8 bytes.</summary>
internal sealed class ReportExchange<T>(ITransportConnection connection, byte[] query, IReportReply<T> reply)
    : IExchange<T>
{
    // The kernel queues at most 64 reports per opener (HIDRAW_BUFFER_SIZE); more than that are new ones.
    private const int MaxStaleReports = 64;

    // How many stray reports a message quotes.
    private const int MaxQuotedReports = 4;

    // A probe's report comes some 70 ms after the inner sensors' (usbmon trace in urwen/temper pull request 16); the
    // vendor's own program gives up after 500 ms (charlieh0tel/temper).
    private static readonly TimeSpan MoreMayFollowFor = TimeSpan.FromMilliseconds(250);

    private readonly List<byte[]> _strays = [];

    public T Answer => reply.Result;

    public ReplyProgress Ask(Deadline deadline)
    {
        DiscardStale();
        reply.Begin();
        connection.Write(query);

        var report = new byte[Queries.ReportLength];
        for (var remaining = deadline.Remaining; remaining > TimeSpan.Zero; remaining = deadline.Remaining)
        {
            var length = connection.Read(report, remaining);
            if (length == 0)
            {
                continue;
            }

            var progress = reply.Offer(report.AsSpan(0, length));
            switch (progress)
            {
                case ReplyProgress.Complete or ReplyProgress.Outdated:
                    return progress;
                case ReplyProgress.Enough:
                    deadline = deadline.Within(MoreMayFollowFor);
                    break;
                default:
                    QuoteStray(report.AsSpan(0, length));
                    break;
            }
        }

        return reply.End();
    }

    public TemperException Failure(TemperTimeoutException nothing) =>
        _strays.Count > 0 ? new MalformedReplyException(reply.Expected, HexText.Of(_strays)) : nothing;

    private void QuoteStray(ReadOnlySpan<byte> report)
    {
        if (_strays.Count < MaxQuotedReports)
        {
            _strays.Add(report.ToArray());
        }
    }

    private void DiscardStale()
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
