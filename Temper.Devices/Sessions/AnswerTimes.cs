namespace Temper.Devices.Sessions;

/// <summary>
/// How long a device usually takes to answer one kind of query, learned from its answers, and so how long to wait
/// before the query is sent again.
/// </summary>
/// <param name="first">How long to wait while nothing is known.</param>
/// <param name="longest">The longest wait.</param>
internal sealed class AnswerTimes(TimeSpan first, TimeSpan longest)
{
    private const int Kept = 8;

    // Below this a busy machine's own delays would be taken for the device's.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(150);

    // What polling adds: the interval of an interrupt endpoint.
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(8);

    // Small enough that a device which answers in 450 ms can miss two queries within 2 s and still be read.
    private const double Margin = 1.2;

    private readonly Queue<TimeSpan> _recent = new();
    private TimeSpan? _usual; // every read asks for it several times
    private int _lengthened;

    /// <summary>The longest of the recent answer times.</summary>
    public TimeSpan Usual => _usual ?? first;

    /// <summary>How long to wait for an answer before the query is sent again.</summary>
    public TimeSpan Timeout
    {
        get
        {
            var known = _usual is { } usual ? Longer(usual * Margin, Shortest) : first;
            var timeout = known * (1 << _lengthened);
            return timeout < longest ? timeout : longest;
        }
    }

    /// <summary>
    /// Whether a time is like the recent ones: neither an answer to an earlier query nor a late
    /// one is likely to come just then.
    /// </summary>
    public bool IsUsual(TimeSpan time) =>
        _usual is { } usual && time >= (_recent.Min() / Margin) - Jitter && time <= (usual * Margin) + Jitter;

    /// <summary>Notes an answer that can belong to one query only.</summary>
    public void Add(TimeSpan time)
    {
        _recent.Enqueue(time);
        if (_recent.Count > Kept)
        {
            _recent.Dequeue();
        }

        _usual = _recent.Max();
        _lengthened = 0;
    }

    /// <summary>
    /// Waits twice as long from now on, until an answer shows what is enough: the query was sent again although its
    /// answer was still to come.
    /// </summary>
    public void Lengthen() => _lengthened += Timeout < longest ? 1 : 0;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
