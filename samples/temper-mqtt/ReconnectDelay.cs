namespace Temper.Mqtt;

/// <summary>
/// How long to wait before the next attempt to connect: 1 s, then twice as long each time, up to 10 s.
/// </summary>
internal sealed class ReconnectDelay
{
    public static readonly TimeSpan Minimum = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Maximum = TimeSpan.FromSeconds(10);

    private TimeSpan _next = Minimum;

    /// <summary>Returns the time to wait, and doubles it for the next time.</summary>
    /// <param name="connected">How long the last connection lasted. A broker that accepts a connection and closes it at
    /// once must not be asked every second.</param>
    public TimeSpan Next(TimeSpan connected)
    {
        var delay = connected >= Maximum ? Minimum : _next;
        _next = delay * 2 < Maximum ? delay * 2 : Maximum;
        return delay;
    }
}
