namespace Temper.Devices.Codecs;

/// <summary>
/// Sensirion SHT20 words as TEMPer devices send them: the chip's 14-bit temperature and 12-bit humidity, unsigned,
/// without the status bits below. Formulas: SHT20 datasheet, section "Conversion of signal output", on the words
/// shifted back. Range of the chip: -40 to +125 °C.
/// </summary>
internal static class Sht20
{
    private const ushort MaxTemperatureRaw = 0x3fff;
    private const ushort MaxHumidityRaw = 0x0fff;
    private const double MinCelsius = -40;
    private const double MaxCelsius = 125;

    private static readonly ChipLimits Limits = new(
        MaxTemperatureRaw,
        MaxHumidityRaw,
        MinCelsius,
        MaxCelsius,
        IsCompensated: false
    );

    /// <summary>Degrees Celsius of a 14-bit word.</summary>
    public static double Celsius(ushort raw) => -46.85 + (175.72 * (raw << 2) / 65536);

    /// <summary>Percent relative humidity of a 12-bit word, cut to 0..100: the formula spans -6 to 119.</summary>
    public static double RelativeHumidityPercent(ushort raw) => Math.Clamp(-6 + (125.0 * (raw << 4) / 65536), 0, 100);

    public static void Decode(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading) =>
        reading.AddBoth(sensor, words, Limits, Celsius, (raw, _) => RelativeHumidityPercent(raw));
}
