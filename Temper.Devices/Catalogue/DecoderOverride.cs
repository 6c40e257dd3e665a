namespace Temper.Devices.Protocol;

/// <summary>A choice of codec for one firmware version, as people write it: <c>TEMPer1F_H1V1.5F=sht1x</c>.</summary>
public static class DecoderOverride
{
    /// <summary>
    /// Reads <c>FIRMWARE=CODEC</c> and checks that the catalogue knows both and that they fit each other.
    /// </summary>
    /// <exception cref="FormatException">
    /// It is not of that form, or one of the two is unknown; the message is one line.
    /// </exception>
    public static KeyValuePair<string, Codec> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.LastIndexOf('=');
        if (equals <= 0 || equals == text.Length - 1)
        {
            throw new FormatException($"'{text}' is not FIRMWARE=CODEC, such as TEMPer1F_H1V1.5F=sht1x");
        }

        var (firmware, codecName) = (text[..equals], text[(equals + 1)..]);
        var family =
            FirmwareCatalogue.Find(FirmwareVersion.FromText(firmware))
            ?? throw new FormatException($"'{firmware}' is no firmware version known here");
        var codec =
            Codec.Find(codecName)
            ?? throw new FormatException(
                $"'{codecName}' is no codec; there are {string.Join(", ", Codec.All.Select(known => known.Name))}"
            );
        if (!family.Accepts(codec))
        {
            throw new FormatException($"'{codecName}' cannot decode {firmware}, which sends other words");
        }

        return new(firmware, codec);
    }
}
