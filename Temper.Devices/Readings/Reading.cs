using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>One poll of a device.</summary>
/// <param name="Sensors">
/// The good values, in the device's order: internal before external, temperature before humidity.
/// </param>
/// <param name="Absent">Sensors that are not plugged in.</param>
/// <param name="OutOfRange">Values the chip cannot have measured.</param>
public sealed record Reading(
    ImmutableArray<SensorReading> Sensors,
    ImmutableArray<AbsentSensor> Absent,
    ImmutableArray<OutOfRangeReading> OutOfRange
);
