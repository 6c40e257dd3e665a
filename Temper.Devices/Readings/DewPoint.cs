namespace Temper.Devices;

/// <summary>Computes the dew point: the temperature at which the water in the air begins to condense.</summary>
internal static class DewPoint
{
    // Magnus formula over water, WMO Guide to Meteorological Instruments (WMO-No. 8), annex 4.B: e = 6.112 exp(17.62 T
    // / (243.12 + T)) hPa.
    private const double A = 17.62;
    private const double B = 243.12;

    // The formula's own range of temperatures.
    private const double MinCelsius = -45;
    private const double MaxCelsius = 60;

    /// <summary>
    /// Returns the dew point in degrees Celsius. From -20 to 60 °C, it is within 0.15 °C of another formula, which is
    /// far less than the error of the humidity.
    /// </summary>
    /// <param name="celsius">The air's temperature, -45 to 60.</param>
    /// <param name="relativeHumidityPercent">Its relative humidity, over 0 and up to 100.</param>
    /// <returns>The dew point, or <see langword="null"/> outside these ranges, because dry air has none.</returns>
    public static double? Celsius(double celsius, double relativeHumidityPercent)
    {
        if (!(relativeHumidityPercent > 0 && celsius is >= MinCelsius and <= MaxCelsius)) // false for NaN too
        {
            return null;
        }

        var gamma = Math.Log(relativeHumidityPercent / 100) + (A * celsius / (B + celsius));
        return B * gamma / (A - gamma);
    }
}
