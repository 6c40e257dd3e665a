using Temper.Devices.Catalogue;
using Temper.Devices.Codecs;
using Temper.Devices.Protocol;

namespace Temper.Devices;

/// <summary>
/// The choice of a codec for one firmware version, written as
/// <c>TEMPer1F_H1V1.5F=sht1x</c>. See <see cref="TemperOptions.DecoderOverrides"/>.
/// </summary>
public sealed record DecoderOverride
{
    private DecoderOverride(string firmware, Codec codec)
    {
        Firmware = firmware;
        Decoder = codec;
    }

    /// <summary>The firmware version whose readings the codec decodes, such as <c>TEMPer1F_H1V1.5F</c>.</summary>
    public string Firmware { get; }

    /// <summary>The codec's name, such as <c>sht1x</c>.</summary>
    public string Codec => Decoder.Name;

    internal Codec Decoder { get; }

    /// <summary>Reads <c>FIRMWARE=CODEC</c>.</summary>
    /// <exception cref="FormatException">
    /// The text does not have that form, the firmware or the codec is unknown, or the codec cannot decode what the
    /// firmware sends. The message is one line.
    /// </exception>
    public static DecoderOverride Parse(string text)
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
            ?? throw new FormatException(
                $"unknown firmware version '{firmware}'; temper-read --list shows that of a device"
            );
        var codec =
            Codecs.Codec.Find(codecName)
            ?? throw new FormatException(
                $"unknown codec '{codecName}'; codecs: "
                    + string.Join(", ", Codecs.Codec.All.Select(known => known.Name))
            );
        return family.Accepts(codec)
            ? new(firmware, codec)
            : throw new FormatException(
                $"codec '{codecName}' cannot decode {firmware}; codecs that can: {CodecsOf(family)}"
            );
    }

    /// <summary>Returns the override in the form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => $"{Firmware}={Codec}";

    private static string CodecsOf(FirmwareFamily family) =>
        string.Join(", ", Codecs.Codec.All.Where(family.Accepts).Select(codec => codec.Name));
}
