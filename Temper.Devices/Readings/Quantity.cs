namespace Temper.Devices;

/// <summary>What a sensor measures. The unit follows from it.</summary>
public enum Quantity
{
    /// <summary>Temperature in degrees Celsius.</summary>
    Temperature,

    /// <summary>Relative humidity in percent, 0 to 100.</summary>
    RelativeHumidity,

    /// <summary>
    /// Dew point in degrees Celsius, derived from the two; only when asked for (<c>TemperOptions.IncludeDewPoint</c>).
    /// </summary>
    DewPoint,
}
