namespace Temper.Devices.Codecs;

/// <summary>
/// Silicon Labs Si7021 words: both 16-bit, unsigned. Formulas: Si7021 datasheet, "Measuring relative humidity" and
/// "Measuring temperature", which also says to cut the humidity to 0..100.
/// </summary>
internal static class Si7021
{
    private const double MinCelsius = -40;
    private const double MaxCelsius = 125;

    private static readonly ChipLimits Limits = new(
        ushort.MaxValue,
        ushort.MaxValue,
        MinCelsius,
        MaxCelsius,
        IsCompensated: false
    );

    /// <summary>Degrees Celsius of a word.</summary>
    public static double Celsius(ushort raw) => (175.72 * raw / 65536) - 46.85;

    /// <summary>Percent relative humidity of a word, cut to 0..100.</summary>
    public static double RelativeHumidityPercent(ushort raw) => Math.Clamp((125.0 * raw / 65536) - 6, 0, 100);

    public static void Decode(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading) =>
        reading.AddBoth(sensor, words, Limits, Celsius, (raw, _) => RelativeHumidityPercent(raw));
}
