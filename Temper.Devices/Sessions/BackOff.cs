namespace Temper.Devices.Sessions;

/// <summary>Spaces the retries of something that fails further and further apart.</summary>
/// <param name="time">The clock.</param>
/// <param name="free">The number of failures that cause no pause.</param>
/// <param name="first">The first pause; each one after it is twice as long.</param>
/// <param name="longest">The longest pause.</param>
internal sealed class BackOff(TimeProvider time, int free, TimeSpan first, TimeSpan longest)
{
    private int _failures;
    private long _failedAt;

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = Pause - time.GetElapsedTime(_failedAt);
            return _failures > free && left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private TimeSpan Pause
    {
        get
        {
            var doublings = Math.Clamp(_failures - free - 1, 0, 30);
            var pause = first * (1L << doublings);
            return pause < longest ? pause : longest;
        }
    }

    public void Failed()
    {
        _failures++;
        _failedAt = time.GetTimestamp();
    }

    public void Reset() => _failures = 0;
}
