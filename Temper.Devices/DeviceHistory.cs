using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>
/// What became of one port's device since the <see cref="TemperDeviceSet"/> began to read it. Immutable.
/// </summary>
public sealed record DeviceHistory
{
    /// <summary>No read yet.</summary>
    public static DeviceHistory None { get; } = new();

    /// <summary>How often the device was read, failures included.</summary>
    public long Reads { get; init; }

    /// <summary>How many of the reads failed, by reason; a reason that never came has no entry.</summary>
    public ImmutableDictionary<TemperErrorReason, long> Errors { get; init; } =
        ImmutableDictionary<TemperErrorReason, long>.Empty;

    /// <summary>
    /// How many of the reads had a value that the chip cannot have measured (<see cref="Reading.OutOfRange"/>).
    /// </summary>
    public long ReadsWithOutOfRangeReading { get; init; }

    /// <summary>How long the last read took, a failed one included.</summary>
    public TimeSpan LastDuration { get; init; }

    /// <summary>When a read last gave every value; <see langword="null"/> before the first.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>
    /// Each sensor's last value and since when it is the same: a sensor that never changes is frozen.
    /// </summary>
    public ImmutableArray<UnchangedReading> Values { get; init; } = [];

    internal DeviceHistory After(Reading reading, TimeSpan duration, DateTimeOffset now) =>
        this with
        {
            Reads = Reads + 1,
            ReadsWithOutOfRangeReading = ReadsWithOutOfRangeReading + (reading.OutOfRange.IsEmpty ? 0 : 1),
            LastDuration = duration,
            LastSuccess = reading.OutOfRange.IsEmpty ? now : LastSuccess,
            Values =
            [
                .. reading.Sensors.Select(sensor =>
                    Values.FirstOrDefault(value => value.Reading == sensor) ?? new(sensor, now)
                ),
            ],
        };

    internal DeviceHistory After(TemperException error, TimeSpan duration) =>
        this with
        {
            Reads = Reads + 1,
            Errors = Errors.SetItem(error.Reason, Errors.GetValueOrDefault(error.Reason) + 1),
            LastDuration = duration,
        };
}

/// <summary>A sensor's last value.</summary>
/// <param name="Reading">Sensor, quantity and value.</param>
/// <param name="Since">When it was first read with that value.</param>
public sealed record UnchangedReading(SensorReading Reading, DateTimeOffset Since);
