namespace Temper.Devices;

/// <summary>
/// Which reading queries are still unanswered. Replies carry no number, but a stick answers in order: each reply belongs
/// to the oldest query that has none. So a late answer is known for what it is, and not taken for the next reading.
/// </summary>
internal sealed class QueryLedger(TimeProvider time, TimeSpan lostAfter)
{
    private readonly Queue<(long SentAt, int Read)> _unanswered = new();

    /// <summary>Notes a query that is about to be sent.</summary>
    /// <param name="read">Which read it is sent for; they count up.</param>
    public void Sent(int read) => _unanswered.Enqueue((time.GetTimestamp(), read));

    /// <summary>Notes a reply.</summary>
    /// <returns>Whether it answers a query of that read, and not an earlier one's or none.</returns>
    public bool Answered(int read)
    {
        // Sticks drop queries too. One that was not answered for so long never will be.
        while (_unanswered.TryPeek(out var oldest) && time.GetElapsedTime(oldest.SentAt) >= lostAfter)
        {
            _unanswered.Dequeue();
        }

        return _unanswered.TryDequeue(out var query) && query.Read == read;
    }
}
