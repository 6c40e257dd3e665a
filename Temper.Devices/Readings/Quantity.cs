namespace Temper.Devices;

/// <summary>The quantity that a sensor measures. It determines the unit.</summary>
public enum Quantity
{
    /// <summary>Temperature in degrees Celsius.</summary>
    Temperature,

    /// <summary>Relative humidity in percent, 0 to 100.</summary>
    RelativeHumidity,

    /// <summary>
    /// Dew point in degrees Celsius, computed from the two, on request (<c>TemperOptions.IncludeDewPoint</c>).
    /// </summary>
    DewPoint,
}
