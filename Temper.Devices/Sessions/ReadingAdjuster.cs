using System.Collections.Immutable;

namespace Temper.Devices.Sessions;

/// <summary>
/// What is done to a device's reading before callers get it: the user's corrections, then what is derived.
/// </summary>
internal sealed class ReadingAdjuster(string portPath, TemperOptions options)
{
    private readonly ImmutableArray<Correction> _corrections =
    [
        .. options.Corrections.Where(correction => correction.IsOf(portPath)),
    ];

    public Reading Adjust(Reading reading)
    {
        if (!_corrections.IsEmpty)
        {
            reading = reading with { Sensors = [.. reading.Sensors.Select(Correct)] };
        }

        return options.IncludeDewPoint
            ? reading with
            {
                Sensors = [.. reading.Sensors, .. DewPointsOf(reading)],
            }
            : reading;
    }

    private SensorReading Correct(SensorReading sensor) =>
        (Find(sensor.Sensor, sensor.Quantity) ?? Find(name: null, sensor.Quantity)) is { } found
            ? sensor with
            {
                Value = found.Apply(sensor.Value),
            }
            : sensor;

    private Correction? Find(string? name, Quantity quantity) =>
        _corrections.FirstOrDefault(correction => correction.Sensor == name && correction.Quantity == quantity);

    private static IEnumerable<SensorReading> DewPointsOf(Reading reading) =>
        from temperature in reading.Sensors
        where temperature.Quantity == Quantity.Temperature
        from humidity in reading.Sensors
        where humidity.Quantity == Quantity.RelativeHumidity && humidity.Sensor == temperature.Sensor
        let celsius = DewPoint.Celsius(temperature.Value, humidity.Value)
        where celsius is not null
        select new SensorReading(temperature.Sensor, Quantity.DewPoint, celsius.Value);
}
