using System.Collections.Immutable;

namespace Temper.Devices.Sessions;

/// <summary>
/// What is done to a device's reading before callers get it: the user's corrections, then what is derived.
/// </summary>
internal sealed class ReadingAdjuster(string portPath, TemperOptions options)
{
    private Selection? _selected;

    public Reading Adjust(Reading reading)
    {
        var corrections = Select(options.CurrentCorrections?.All ?? options.Corrections);
        if (!corrections.IsEmpty)
        {
            reading = reading with { Sensors = [.. reading.Sensors.Select(sensor => Correct(sensor, corrections))] };
        }

        return options.IncludeDewPoint
            ? reading with
            {
                Sensors = [.. reading.Sensors, .. DewPointsOf(reading)],
            }
            : reading;
    }

    /// <summary>Returns the corrections of this device. They are selected again when the list is replaced.</summary>
    private ImmutableArray<Correction> Select(IReadOnlyList<Correction> all)
    {
        var selected = _selected;
        if (selected is null || !ReferenceEquals(selected.Source, all))
        {
            _selected = selected = new(all, [.. all.Where(correction => correction.IsOf(portPath))]);
        }

        return selected.OfDevice;
    }

    private static SensorReading Correct(SensorReading sensor, ImmutableArray<Correction> corrections) =>
        (Find(corrections, sensor.Sensor, sensor.Quantity) ?? Find(corrections, name: null, sensor.Quantity))
            is { } found
            ? sensor with
            {
                Value = found.Apply(sensor.Value),
            }
            : sensor;

    private static Correction? Find(ImmutableArray<Correction> corrections, string? name, Quantity quantity) =>
        corrections.FirstOrDefault(correction => correction.Sensor == name && correction.Quantity == quantity);

    private static IEnumerable<SensorReading> DewPointsOf(Reading reading) =>
        from temperature in reading.Sensors
        where temperature.Quantity == Quantity.Temperature
        from humidity in reading.Sensors
        where humidity.Quantity == Quantity.RelativeHumidity && humidity.Sensor == temperature.Sensor
        let celsius = DewPoint.Celsius(temperature.Value, humidity.Value)
        where celsius is not null
        select new SensorReading(temperature.Sensor, Quantity.DewPoint, celsius.Value);

    private sealed record Selection(IReadOnlyList<Correction> Source, ImmutableArray<Correction> OfDevice);
}
