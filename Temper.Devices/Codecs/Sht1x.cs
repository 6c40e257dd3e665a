namespace Temper.Devices.Codecs;

/// <summary>
/// Sensirion SHT1x words: 14-bit temperature, 12-bit humidity, both unsigned. Coefficients: SHT1x datasheet, section
/// "Converting output to physical values", 3.5 V row and the optimised humidity set. The order of operations is
/// yrro/temper-exporter's, so that its numbers come out to the last digit.
/// </summary>
internal static class Sht1x
{
    private const ushort MaxTemperatureRaw = 0x3fff;
    private const ushort MaxHumidityRaw = 0x0fff;
    private const double MinCelsius = -40;
    private const double MaxCelsius = 123.8;

    private static readonly ChipLimits Limits = new(
        MaxTemperatureRaw,
        MaxHumidityRaw,
        MinCelsius,
        MaxCelsius,
        IsCompensated: true
    );

    /// <summary>Degrees Celsius of a 14-bit word.</summary>
    public static double Celsius(ushort raw) => (raw / 100.0) - 39.7;

    /// <summary>
    /// Percent relative humidity of a 12-bit word at a temperature, cut to 0..100 as the datasheet says.
    /// </summary>
    public static double RelativeHumidityPercent(ushort raw, double celsius)
    {
        double squared = (double)raw * raw;
        var linear = -2.0468 + (0.0367 * raw) - (1.5955e-6 * squared);
        return Math.Clamp(((celsius - 25) * (0.01 + (0.00008 * raw))) + linear, 0, 100);
    }

    public static void Decode(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading) =>
        reading.AddBoth(sensor, words, Limits, Celsius, RelativeHumidityPercent);
}
