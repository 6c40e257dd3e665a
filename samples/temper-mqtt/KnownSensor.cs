using Temper.Devices;

namespace Temper.Mqtt;

/// <summary>A sensor that a device has, whether or not it has a value now.</summary>
/// <param name="Name">The sensor's name; may be empty.</param>
/// <param name="Quantity">The quantity that it measures.</param>
internal sealed record KnownSensor(string Name, Quantity Quantity)
{
    /// <summary>The key of its value, such as <c>internal_temperature</c>.</summary>
    public string Key { get; } = Topics.IdOf((Name.Length > 0 ? Name + "_" : "") + TemperNames.Of(Quantity));

    /// <summary>Returns the sensors of a reading, also those without a value.</summary>
    public static IEnumerable<KnownSensor> In(Reading reading) =>
        reading
            .Sensors.Select(sensor => new KnownSensor(sensor.Sensor, sensor.Quantity))
            .Concat(reading.Absent.Select(sensor => new KnownSensor(sensor.Sensor, sensor.Quantity)))
            .Concat(reading.OutOfRange.Select(sensor => new KnownSensor(sensor.Sensor, sensor.Quantity)));

    /// <summary>Returns the announcement.</summary>
    /// <param name="deviceId">The id of its device.</param>
    /// <param name="label">The user's own name for it, if there is one.</param>
    public ComponentSection ToComponent(string deviceId, string? label)
    {
        var isHumidity = Quantity == Quantity.RelativeHumidity;
        return new ComponentSection("sensor")
        {
            Name = NameFor(label),
            UniqueId = $"{deviceId}_{Key}",
            DeviceClass = isHumidity ? "humidity" : "temperature",
            StateClass = "measurement",
            UnitOfMeasurement = isHumidity ? "%" : "°C",
            SuggestedDisplayPrecision = 1, // the accuracy of the sensors is 0.3 °C or worse
            ValueTemplate = $"{{{{ value_json.readings.get('{Key}') }}}}", // without a value: None, which is unknown
        };
    }

    /// <summary>Returns the entry of a state document.</summary>
    public SensorEntry ToEntry(double? value, string? label) =>
        new(Name, TemperNames.Of(Quantity), TemperNames.UnitOf(Quantity), value, label);

    private string NameFor(string? label)
    {
        var quantity = Quantity switch
        {
            Quantity.Temperature => "temperature",
            Quantity.RelativeHumidity => "humidity",
            _ => "dew point",
        };
        var name =
            label is null ? $"{Name} {quantity}".Trim()
            : Quantity == Quantity.Temperature ? label
            : $"{label} {quantity}";
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
