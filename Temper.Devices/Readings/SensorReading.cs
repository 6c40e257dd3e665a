namespace Temper.Devices;

/// <summary>One value of one sensor, always within the range of the chip.</summary>
/// <param name="Sensor"><c>internal</c>, <c>external</c>, or empty for a device with one sensor.</param>
/// <param name="Quantity">The measured quantity.</param>
/// <param name="Value">
/// Degrees Celsius for a temperature or dew point, percent (0 to 100) for a relative humidity.
/// </param>
public sealed record SensorReading(string Sensor, Quantity Quantity, double Value)
{
    /// <summary>The unit of <see cref="Value"/>: <c>°C</c> or <c>%RH</c>.</summary>
    public string Unit => Quantity == Quantity.RelativeHumidity ? "%RH" : "°C";

    /// <summary>
    /// A temperature or dew point in degrees Fahrenheit; <see langword="null"/> for a relative humidity.
    /// </summary>
    public double? Fahrenheit => Quantity == Quantity.RelativeHumidity ? null : (Value * 9 / 5) + 32;
}
