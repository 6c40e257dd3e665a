namespace Temper.Devices.Codecs;

/// <summary>
/// Silicon Labs Si7005 words: 14-bit temperature, 12-bit humidity, both unsigned and right-aligned. Formulas: Si7005
/// datasheet, "Temperature measurement", "Relative humidity measurement" and the linearisation coefficients there. The
/// source for the chip is TEMPered issue 20; no raw bytes of such a device are known.
/// </summary>
internal static class Si7005
{
    private const ushort MaxTemperatureRaw = 0x3fff;
    private const ushort MaxHumidityRaw = 0x0fff;
    private const double MinCelsius = -40;
    private const double MaxCelsius = 85;

    private static readonly ChipLimits Limits = new(
        MaxTemperatureRaw,
        MaxHumidityRaw,
        MinCelsius,
        MaxCelsius,
        IsCompensated: true
    );

    /// <summary>Degrees Celsius of a 14-bit word.</summary>
    public static double Celsius(ushort raw) => (raw / 32.0) - 50;

    /// <summary>
    /// Percent relative humidity of a 12-bit word at a temperature, linearised, compensated and cut to 0..100.
    /// </summary>
    public static double RelativeHumidityPercent(ushort raw, double celsius)
    {
        var value = (raw / 16.0) - 24;
        var linear = value + (0.00393 * value * value) - (0.4008 * value) + 4.7844;
        return Math.Clamp(linear + ((celsius - 30) * ((0.00237 * linear) + 0.1973)), 0, 100);
    }

    public static void Decode(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading) =>
        reading.AddBoth(sensor, words, Limits, Celsius, RelativeHumidityPercent);
}
