using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>
/// The history of the device in a port, since the <see cref="TemperDeviceSet"/> began to read it. Immutable.
/// </summary>
public sealed record DeviceHistory
{
    /// <summary>The history before the first read.</summary>
    public static DeviceHistory None { get; } = new();

    /// <summary>The number of reads, including failed ones.</summary>
    public long Reads { get; init; }

    /// <summary>The number of failed reads, by reason. A reason that never occurred has no entry.</summary>
    public ImmutableDictionary<TemperErrorReason, long> Errors { get; init; } =
        ImmutableDictionary<TemperErrorReason, long>.Empty;

    /// <summary>
    /// The number of reads with an out-of-range value (<see cref="Reading.OutOfRange"/>).
    /// </summary>
    public long ReadsWithOutOfRangeReading { get; init; }

    /// <summary>The duration of the last read, even if it failed.</summary>
    public TimeSpan LastDuration { get; init; }

    /// <summary>The time of the last read that returned every value, or <see langword="null"/>.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>
    /// The last value of each sensor, and the time since which it is the same. A value that never changes means that
    /// the sensor is frozen.
    /// </summary>
    public ImmutableArray<UnchangedReading> Values { get; init; } = [];

    internal DeviceHistory After(Reading reading, TimeSpan duration, DateTimeOffset now) =>
        this with
        {
            Reads = Reads + 1,
            ReadsWithOutOfRangeReading = ReadsWithOutOfRangeReading + (reading.OutOfRange.IsEmpty ? 0 : 1),
            LastDuration = duration,
            LastSuccess = reading.OutOfRange.IsEmpty ? now : LastSuccess,
            Values = ValuesAfter(reading, now),
        };

    internal DeviceHistory After(TemperException error, TimeSpan duration) =>
        this with
        {
            Reads = Reads + 1,
            Errors = Errors.SetItem(error.Reason, Errors.GetValueOrDefault(error.Reason) + 1),
            LastDuration = duration,
        };

    private ImmutableArray<UnchangedReading> ValuesAfter(Reading reading, DateTimeOffset now)
    {
        var values = ImmutableArray.CreateBuilder<UnchangedReading>(reading.Sensors.Length);
        foreach (var sensor in reading.Sensors)
        {
            values.Add(Find(sensor) ?? new(sensor, now));
        }

        return values.MoveToImmutable();
    }

    private UnchangedReading? Find(SensorReading reading)
    {
        foreach (var value in Values)
        {
            if (value.Reading == reading)
            {
                return value;
            }
        }

        return null;
    }
}

/// <summary>The last value of a sensor.</summary>
/// <param name="Reading">Sensor, quantity and value.</param>
/// <param name="Since">The time of the first read with this value.</param>
public sealed record UnchangedReading(SensorReading Reading, DateTimeOffset Since);
