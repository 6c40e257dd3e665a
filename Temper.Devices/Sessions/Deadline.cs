namespace Temper.Devices.Sessions;

/// <summary>A point in time by which something must be over, on a clock that never jumps.</summary>
internal readonly struct Deadline
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _span;

    private Deadline(TimeProvider time, long start, TimeSpan span)
    {
        _time = time;
        _start = start;
        _span = span;
    }

    /// <summary>The time since it was set.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public TimeSpan Remaining
    {
        get
        {
            var left = _span - _time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public bool IsOver => Remaining == TimeSpan.Zero;

    public static Deadline After(TimeSpan span, TimeProvider time) => new(time, time.GetTimestamp(), span);

    /// <summary>The later of two deadlines.</summary>
    public Deadline OrLater(Deadline other) => Remaining >= other.Remaining ? this : other;

    /// <summary>The earlier of this deadline and one that ends after a span from now.</summary>
    public Deadline Within(TimeSpan span)
    {
        var remaining = Remaining;
        return After(span < remaining ? span : remaining, _time);
    }
}
