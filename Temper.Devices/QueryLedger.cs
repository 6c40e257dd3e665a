using Temper.Devices.Protocol;

namespace Temper.Devices;

/// <summary>
/// Which reading queries are still unanswered. Replies carry no number, but a stick answers in order: each reply belongs
/// to the oldest query that has none. So a late answer is known for what it is, and not taken for the next reading.
/// </summary>
internal sealed class QueryLedger(TimeProvider time, TimeSpan lostAfter)
{
    private readonly Queue<(long SentAt, int Read)> _unanswered = new();
    private int _reads;

    /// <summary>The order of queries and replies as the next read sees it.</summary>
    public IReplyOrder ForNextRead() => new Turn(this, ++_reads);

    private void Sent(int read) => _unanswered.Enqueue((time.GetTimestamp(), read));

    private bool Answered(int read)
    {
        // Sticks drop queries too. One that was not answered for so long never will be.
        while (_unanswered.TryPeek(out var oldest) && time.GetElapsedTime(oldest.SentAt) >= lostAfter)
        {
            _unanswered.Dequeue();
        }

        return _unanswered.TryDequeue(out var query) && query.Read == read;
    }

    private sealed class Turn(QueryLedger ledger, int read) : IReplyOrder
    {
        public void Sent() => ledger.Sent(read);

        public bool Begins() => ledger.Answered(read);
    }
}
