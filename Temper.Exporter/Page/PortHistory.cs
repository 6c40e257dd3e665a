using Temper.Devices;

namespace Temper.Exporter.Page;

/// <summary>The sensors of the device in a port.</summary>
/// <param name="version">The firmware version of the device.</param>
internal sealed class PortHistory(string version)
{
    /// <summary>The firmware version of the device.</summary>
    public string Version => version;

    /// <summary>The device that the history belongs to; it differs after a replug.</summary>
    public string InstanceId { get; set; } = "";

    public List<SensorPoints> Sensors { get; } = [];

    /// <summary>Finds the sensor that a value comes from.</summary>
    public SensorPoints? Find(SensorReading reading)
    {
        foreach (var sensor in Sensors)
        {
            if (sensor.Quantity == reading.Quantity && sensor.Sensor == reading.Sensor)
            {
                return sensor;
            }
        }

        return null;
    }
}

/// <summary>The values of one sensor that are kept.</summary>
internal sealed class SensorPoints(string sensor, Quantity quantity)
{
    public string Sensor => sensor;

    public Quantity Quantity => quantity;

    public double LastValue { get; set; }

    public DateTimeOffset LastTime { get; set; }

    public MinuteValues Values { get; } = new();
}

/// <summary>The last value of one sensor, and those of the last hours.</summary>
internal sealed record SensorHistory(
    string Sensor,
    Quantity Quantity,
    double LastValue,
    DateTimeOffset LastTime,
    IReadOnlyList<HistoryPoint> Points
);

/// <summary>A value and its time, or <see langword="null"/> where a gap begins.</summary>
internal readonly record struct HistoryPoint(DateTimeOffset Time, double? Value);

/// <summary>The values of all sensors in the last hours.</summary>
/// <param name="Times">The times of the snapshots, in seconds since 1970, oldest first.</param>
/// <param name="Sensors">The sensors that have a value.</param>
internal sealed record HistoryRange(IReadOnlyList<uint> Times, IReadOnlyList<SensorValues> Sensors);

/// <summary>The values of one sensor.</summary>
/// <param name="PortPath">The port path of its device.</param>
/// <param name="Version">The firmware version of its device.</param>
/// <param name="Sensor">Its name; may be empty.</param>
/// <param name="Quantity">The quantity that it measures.</param>
/// <param name="Read">Returns a value for each of the times; <see cref="float.NaN"/> where there is none.</param>
internal sealed record SensorValues(
    string PortPath,
    string Version,
    string Sensor,
    Quantity Quantity,
    Func<IReadOnlyList<float>> Read
);
