using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>The values of one read of a device. Immutable.</summary>
/// <param name="Sensors">
/// The valid values, in the order of the device: internal before external, temperature before humidity.
/// </param>
/// <param name="Absent">Probes that are not plugged in.</param>
/// <param name="OutOfRange">Values outside the range of the sensor.</param>
public sealed record Reading(
    ImmutableArray<SensorReading> Sensors,
    ImmutableArray<AbsentSensor> Absent,
    ImmutableArray<OutOfRangeReading> OutOfRange
)
{
    /// <summary>Finds the value of one sensor.</summary>
    /// <param name="sensor"><c>internal</c>, <c>external</c>, or empty for a device with a single sensor.</param>
    /// <param name="quantity">The quantity that the sensor measures.</param>
    /// <returns>The value, or <see langword="null"/> if there is no such sensor or it has no valid value.</returns>
    public SensorReading? Find(string sensor, Quantity quantity)
    {
        foreach (var found in Sensors)
        {
            if (found.Quantity == quantity && found.Sensor == sensor)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Finds the first value of a quantity, from any sensor.</summary>
    /// <param name="quantity">The quantity to find.</param>
    /// <returns>The value, or <see langword="null"/> if no sensor has one.</returns>
    public SensorReading? Find(Quantity quantity)
    {
        foreach (var found in Sensors)
        {
            if (found.Quantity == quantity)
            {
                return found;
            }
        }

        return null;
    }
}
