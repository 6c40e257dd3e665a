using System.Buffers.Binary;

namespace Temper.Devices.Codecs;

/// <summary>
/// Fairchild FM75 (LM75 type) temperature word: two's complement, 1/256 °C, the low four bits always 0
/// (FM75 datasheet, temperature register). Range of the chip: -55 to +125 °C.
/// </summary>
internal static class Fm75
{
    /// <summary>
    /// What a device sends for a probe that is not plugged in; no FM75 reading has its low bits set (captures).
    /// </summary>
    public const ushort NoProbe = 0xffff;

    private const double MinCelsius = -55;
    private const double MaxCelsius = 125;

    /// <summary>
    /// Degrees Celsius of a raw word, whether or not the chip can measure it. Exact: no rounding happens.
    /// </summary>
    public static double Celsius(short raw) => raw / 256.0;

    public static void Decode(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading)
    {
        var raw = BinaryPrimitives.ReadInt16BigEndian(words);
        reading.AddTemperature(sensor, raw, NoProbe, Celsius(raw), MinCelsius, MaxCelsius);
    }
}
