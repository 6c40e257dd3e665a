namespace Temper.Exporter.Page;

/// <summary>When the snapshot of each minute of a day was taken, in seconds since 1970, in a ring.</summary>
internal sealed class MinuteTimes
{
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3600;

    private readonly uint[] _times = new uint[MinuteValues.Count]; // 0: none

    /// <summary>Returns the place of a time in the ring.</summary>
    public static int SlotOf(DateTimeOffset time) => SlotOf((uint)time.ToUnixTimeSeconds());

    /// <summary>Returns the place of a time in the ring.</summary>
    public static int SlotOf(uint time) => (int)(time / SecondsPerMinute % MinuteValues.Count);

    /// <summary>Whether this is the time of a snapshot.</summary>
    public bool Has(uint time) => _times[SlotOf(time)] == time;

    /// <summary>Adds the time of a snapshot, unless the minute has one.</summary>
    public bool TryAdd(DateTimeOffset time)
    {
        var seconds = (uint)time.ToUnixTimeSeconds();
        ref var slot = ref _times[SlotOf(seconds)];
        if (slot / SecondsPerMinute == seconds / SecondsPerMinute)
        {
            return false;
        }

        slot = seconds;
        return true;
    }

    /// <summary>Removes the times after a moment.</summary>
    public void RemoveAfter(DateTimeOffset newest)
    {
        foreach (ref var time in _times.AsSpan())
        {
            time = time > newest.ToUnixTimeSeconds() ? 0 : time;
        }
    }

    /// <summary>Returns the times of the hours before a moment, oldest first.</summary>
    public uint[] Before(DateTimeOffset moment, int hours)
    {
        var last = moment.ToUnixTimeSeconds();
        var oldest = last - (hours * SecondsPerHour);
        var times = Array.FindAll(_times, time => time > 0 && time > oldest && time <= last);
        Array.Sort(times);
        return times;
    }
}
