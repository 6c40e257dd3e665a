namespace Temper.Exporter.Page;

/// <summary>
/// A value for each minute of a day, in a ring. The values of an hour are allocated at the first one, so that a day
/// takes less than 7 kB, and the first hour half of one.
/// </summary>
internal sealed class MinuteValues
{
    /// <summary>The number of minutes.</summary>
    public const int Count = ReadingHistory.Hours * MinutesPerHour;

    private const int MinutesPerHour = 60;

    private readonly float[]?[] _hours = new float[ReadingHistory.Hours][];

    /// <summary>The value of a minute, or <see cref="float.NaN"/> if there is none.</summary>
    public float this[int slot] => _hours[slot / MinutesPerHour]?[slot % MinutesPerHour] ?? float.NaN;

    /// <summary>Sets the value of a minute, unless it has one.</summary>
    public void SetFirst(int slot, float value)
    {
        ref var hour = ref _hours[slot / MinutesPerHour];
        if (hour is null)
        {
            hour = new float[MinutesPerHour];
            Array.Fill(hour, float.NaN);
        }

        ref var minute = ref hour[slot % MinutesPerHour];
        minute = float.IsNaN(minute) ? value : minute;
    }

    /// <summary>Removes the value of a minute.</summary>
    public void Clear(int slot)
    {
        if (_hours[slot / MinutesPerHour] is { } hour)
        {
            hour[slot % MinutesPerHour] = float.NaN;
        }
    }
}
