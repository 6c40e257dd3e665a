namespace Temper.Exporter.Web;

/// <summary>Limits the rate of requests: a bucket of tokens that is refilled with one per interval.</summary>
internal sealed class TokenBucket(RateLimit limit, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _tokens = limit.Burst;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Takes a token, if there is one.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(_tokens + (time.GetElapsedTime(_filledAt, now) / limit.Interval), limit.Burst);
            _filledAt = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
