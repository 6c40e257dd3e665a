using System.Collections.Immutable;

namespace Temper.Devices.Codecs;

/// <summary>How the raw words of one sensor become values with a unit; named after the chip that speaks so.</summary>
internal sealed class Codec
{
    private readonly DecodeWords _decode;

    private Codec(string name, int wordCount, DecodeWords decode)
    {
        Name = name;
        WordCount = wordCount;
        _decode = decode;
    }

    private delegate void DecodeWords(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading);

    /// <summary>One temperature word, 1/256 °C: LM75-type chips.</summary>
    public static Codec Fm75 { get; } = new("fm75", wordCount: 1, Codecs.Fm75.Decode);

    /// <summary>Temperature and humidity words of a Sensirion SHT1x.</summary>
    public static Codec Sht1x { get; } = new("sht1x", wordCount: 2, Codecs.Sht1x.Decode);

    /// <summary>Temperature and humidity words of a Sensirion SHT20.</summary>
    public static Codec Sht20 { get; } = new("sht20", wordCount: 2, Codecs.Sht20.Decode);

    /// <summary>Temperature and humidity words of a Silicon Labs Si7005.</summary>
    public static Codec Si7005 { get; } = new("si7005", wordCount: 2, Codecs.Si7005.Decode);

    /// <summary>Temperature and humidity words of a Silicon Labs Si7021.</summary>
    public static Codec Si7021 { get; } = new("si7021", wordCount: 2, Codecs.Si7021.Decode);

    /// <summary>One temperature word, 1/100 °C.</summary>
    public static Codec Centi { get; } = new("centi", wordCount: 1, Codecs.Centi.DecodeTemperature);

    /// <summary>Temperature and humidity words, 1/100 °C and 1/100 %.</summary>
    public static Codec CentiHumidity { get; } = new("centi-humidity", wordCount: 2, Codecs.Centi.DecodeBoth);

    /// <summary>Every codec there is.</summary>
    public static ImmutableArray<Codec> All { get; } = [Fm75, Sht1x, Sht20, Si7005, Si7021, Centi, CentiHumidity];

    /// <summary>The name people write, such as <c>sht20</c>.</summary>
    public string Name { get; }

    /// <summary>How many 16-bit words of the reply one sensor takes.</summary>
    public int WordCount { get; }

    /// <summary>The codec of that name, or <see langword="null"/>.</summary>
    public static Codec? Find(string name) => All.FirstOrDefault(codec => codec.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal void Decode(string sensor, ReadOnlySpan<byte> words, ReadingBuilder reading) =>
        _decode(sensor, words, reading);
}
