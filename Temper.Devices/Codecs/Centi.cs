using System.Buffers.Binary;

namespace Temper.Devices.Codecs;

/// <summary>
/// Words of 1/100: temperature signed, humidity beside it. The later firmwares convert in the device, whatever chip is
/// in it. Sources: urwen/temper, OpenBSD ugold, and captures whose owners saw the same value (docs/protocol/chips.md).
/// </summary>
internal static class Centi
{
    /// <summary>
    /// What a device sends in place of a sensor that does not answer. As a temperature it would be 200 °C, as a
    /// humidity 200 %.
    /// </summary>
    private const ushort NoProbe = 0x4e20;

    // No source names the chips. These are the limits of the DS18B20 type of probe, which nothing known here exceeds.
    private const double MinCelsius = -55;
    private const double MaxCelsius = 125;

    /// <summary>Degrees Celsius of a raw word, whether or not a chip can measure it.</summary>
    public static double Celsius(short raw) => raw / 100.0;

    /// <summary>Percent relative humidity of a raw word, whether or not there can be so much.</summary>
    public static double RelativeHumidityPercent(ushort raw) => raw / 100.0;

    public static void DecodeTemperature(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading)
    {
        var raw = BinaryPrimitives.ReadInt16BigEndian(words);
        reading.AddTemperature(sensor, raw, NoProbe, Celsius(raw), MinCelsius, MaxCelsius);
    }

    public static void DecodeBoth(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading)
    {
        DecodeTemperature(sensor, words, reading);
        var raw = BinaryPrimitives.ReadUInt16BigEndian(words[2..]);
        var percent = RelativeHumidityPercent(raw);
        if (raw == NoProbe)
        {
            reading.AddNoProbe(sensor, Quantity.RelativeHumidity, percent, NoProbe);
        }
        else if (percent > 100)
        {
            reading.Refuse(sensor, Quantity.RelativeHumidity, percent, raw);
        }
        else
        {
            reading.Add(sensor, Quantity.RelativeHumidity, percent);
        }
    }
}
