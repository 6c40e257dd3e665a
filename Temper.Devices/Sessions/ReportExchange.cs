using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>A query that is answered by reports of 8 bytes.</summary>
/// <param name="connection">The open connection.</param>
/// <param name="query">The query.</param>
/// <param name="reply">Puts the answer together.</param>
/// <param name="others">Take late answers to the other kinds of queries, which may come in between.</param>
internal sealed class ReportExchange<T>(
    ITransportConnection connection,
    byte[] query,
    IReportReply<T> reply,
    params IReportReply<object>?[] others
) : IExchange<T>
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

    public TimeSpan AnswerTime { get; private set; }

    public ReplyProgress Ask(Deadline deadline, TimeSpan timeout)
    {
        Drain(deadline);
        reply.Begin();
        connection.Write(query);

        var (attempt, isAnswering) = (deadline.Within(timeout), false);
        var end = attempt;
        var report = new byte[Queries.ReportLength];
        for (var remaining = end.Remaining; remaining > TimeSpan.Zero; remaining = end.Remaining)
        {
            var length = connection.Read(report, remaining);
            if (length == 0)
            {
                continue;
            }

            var progress = Offer(report.AsSpan(0, length));
            if (progress is ReplyProgress.Part or ReplyProgress.Enough or ReplyProgress.Complete)
            {
                AnswerTime = isAnswering ? AnswerTime : attempt.Elapsed;
                isAnswering = true;
            }

            if (progress is ReplyProgress.Complete or ReplyProgress.Outdated)
            {
                return progress;
            }

            var more = deadline.Within(MoreMayFollowFor);
            end =
                progress == ReplyProgress.Enough ? more
                : progress == ReplyProgress.Part ? end.OrLater(more)
                : end;
        }

        return reply.End();
    }

    public TemperException Failure(Func<TemperTimeoutException> nothing) =>
        _strays.Count > 0 ? new MalformedReplyException(reply.Expected, HexText.Of(_strays)) : nothing();

    public bool Drain(Deadline deadline)
    {
        Span<byte> stale = stackalloc byte[Queries.ReportLength];
        for (var count = 0; count < MaxStaleReports; count++)
        {
            var length = connection.Read(stale, TimeSpan.Zero);
            if (length == 0)
            {
                break;
            }

            if (!reply.Discard(stale[..length]))
            {
                IsOfAnotherKind(stale[..length]);
            }
        }

        return true;
    }

    private ReplyProgress Offer(ReadOnlySpan<byte> report)
    {
        var progress = reply.Offer(report);

        // A half reply is quoted too, because its other half may never come.
        var isQuoted = progress == ReplyProgress.Part || (progress == ReplyProgress.Stray && !IsOfAnotherKind(report));
        if (isQuoted && _strays.Count < MaxQuotedReports)
        {
            _strays.Add(report.ToArray());
        }

        return progress;
    }

    private bool IsOfAnotherKind(ReadOnlySpan<byte> report)
    {
        foreach (var other in others)
        {
            if (other?.Discard(report) == true)
            {
                return true;
            }
        }

        return false;
    }
}
