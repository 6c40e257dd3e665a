using Temper.Devices.Protocol;

namespace Temper.Devices.Sessions;

/// <summary>
/// Which queries are still unanswered. Replies carry no number, but a device answers in order: a reply settles the
/// oldest query of its kind, and every query sent before that one. So a late answer is recognized, and a version reply
/// proves that the reading queries before it were answered or lost (docs/adr/0004).
/// </summary>
internal sealed class QueryLedger
{
    // Answers were seen up to some 6 s late. Without an end, all version queries that a silent device never took would
    // have to be accounted for when it speaks again, and so would the reading queries of a device that has never
    // answered one in time, and so gives no proof that it answers in order.
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(10);

    // How long one late answer lets others be expected, and how long reading queries are kept in any case.
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly List<Query> _unanswered = []; // oldest first
    private int _read;
    private long? _lateAt;

    public QueryLedger(TimeProvider time)
    {
        _time = time;
        Versions = new Order(this, QueryKind.Version);
        Readings = new Order(this, QueryKind.Reading);
    }

    private enum QueryKind
    {
        Version,
        Reading,
    }

    /// <summary>The order of version replies.</summary>
    public IReplyOrder Versions { get; }

    /// <summary>The order of reading replies.</summary>
    public IReplyOrder Readings { get; }

    /// <summary>How many reading queries of earlier reads may still be answered.</summary>
    public int OwedReadings => _unanswered.Count(query => query.Kind == QueryKind.Reading && query.Read != _read);

    /// <summary>
    /// Whether the device has shown that it answers in order. Until then a version reply proves nothing, and replies
    /// are counted: one of a device whose readings are always late may have overtaken them.
    /// </summary>
    public bool AnswersInOrder { get; set; }

    /// <summary>How many late replies, as counted, a version reply had overtaken.</summary>
    public int OvertakenReplies { get; private set; }

    /// <summary>
    /// How many readings came after their read had ended: the device is slow rather than losing queries.
    /// </summary>
    public int LateReplies { get; private set; }

    /// <summary>How many version queries may still be answered.</summary>
    public int OwedVersions => _unanswered.Count(query => query.Kind == QueryKind.Version);

    /// <summary>Whether a version reply is waited for; at other times one that comes is late.</summary>
    public bool AwaitsVersion { get; set; }

    /// <summary>Whether an answer came late within the last minute.</summary>
    public bool WasLate => _lateAt is { } at && _time.GetElapsedTime(at) < RememberedFor;

    /// <summary>Notes that an answer came late.</summary>
    public void NoteLate() => _lateAt = _time.GetTimestamp();

    /// <summary>Notes that a new read begins: replies to queries of earlier reads are outdated from now on.</summary>
    public void BeginRead()
    {
        _read++;
        AwaitsVersion = false;
        _unanswered.RemoveAll(query =>
            (query.Kind == QueryKind.Version || !AnswersInOrder) && IsOlder(query, LostAfter)
        );
    }

    /// <summary>Takes everything for answered or lost.</summary>
    public void Forget() => _unanswered.Clear();

    /// <summary>
    /// Counts old reading queries as lost if the device answers nothing at all, so that a device that stops answering
    /// version queries can recover.
    /// </summary>
    /// <param name="silence">
    /// How long it has been silent since it was opened anew: what was held up before has come by then.
    /// </param>
    public void ForgetReadings(TimeSpan silence)
    {
        if (!_unanswered.Exists(query => query.Kind == QueryKind.Reading && !IsOlder(query, Longer(silence))))
        {
            _unanswered.RemoveAll(query => query.Kind == QueryKind.Reading);
        }
    }

    private static TimeSpan Longer(TimeSpan silence) => silence > RememberedFor ? silence : RememberedFor;

    private bool IsOlder(Query query, TimeSpan age) => _time.GetElapsedTime(query.SentAt) >= age;

    private void Send(QueryKind kind) => _unanswered.Add(new Query(kind, _time.GetTimestamp(), _read));

    private bool Reply(QueryKind kind)
    {
        var index = _unanswered.FindIndex(query => query.Kind == kind);
        if (index < 0)
        {
            return false; // another program's, or sent twice
        }

        var query = _unanswered[index];
        var isPresent = query.Read == _read;
        if (kind == QueryKind.Version && !AnswersInOrder)
        {
            Pass(index);
            return isPresent;
        }

        if (kind == QueryKind.Version ? !AwaitsVersion : !isPresent)
        {
            NoteLate();
        }

        if (kind == QueryKind.Reading && !isPresent)
        {
            LateReplies++;
            OvertakenReplies += query.IsPassed ? 1 : 0;
        }

        _unanswered.RemoveRange(0, index + 1);
        return isPresent;
    }

    // The queries before a version query that is answered now.
    private void Pass(int version)
    {
        for (var index = version; index >= 0; index--)
        {
            if (_unanswered[index].Kind == QueryKind.Version)
            {
                _unanswered.RemoveAt(index);
            }
            else
            {
                _unanswered[index] = _unanswered[index] with { IsPassed = true };
            }
        }
    }

    private readonly record struct Query(QueryKind Kind, long SentAt, int Read, bool IsPassed = false);

    private sealed class Order(QueryLedger ledger, QueryKind kind) : IReplyOrder
    {
        public void Sent() => ledger.Send(kind);

        public bool Begins() => ledger.Reply(kind);
    }
}
