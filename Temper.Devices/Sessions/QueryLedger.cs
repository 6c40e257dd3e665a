using Temper.Devices.Protocol;

namespace Temper.Devices.Sessions;

/// <summary>
/// Which reading queries are still unanswered. Replies carry no number, but a device answers in order:
/// each reply belongs to the oldest query that has none. So a late answer is recognized, and not taken for
/// the next reading (docs/adr/0004).
/// </summary>
internal sealed class QueryLedger(TimeProvider time, TimeSpan lostAfter) : IReplyOrder
{
    private readonly Queue<(long SentAt, int Read)> _unanswered = new();
    private int _read;

    public void BeginRead() => _read++;

    public void Sent() => _unanswered.Enqueue((time.GetTimestamp(), _read));

    public bool Begins()
    {
        // Devices drop queries too. One that was not answered for so long never will be.
        while (_unanswered.TryPeek(out var oldest) && time.GetElapsedTime(oldest.SentAt) >= lostAfter)
        {
            _unanswered.Dequeue();
        }

        return _unanswered.TryDequeue(out var query) && query.Read == _read;
    }
}
