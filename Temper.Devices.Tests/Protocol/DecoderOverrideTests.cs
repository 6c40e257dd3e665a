namespace Temper.Devices.Tests.Protocol;

public sealed class DecoderOverrideTests
{
    [Test]
    public void Firmware_and_codec_are_read()
    {
        var parsed = DecoderOverride.Parse("TEMPer1F_H1V1.5F=sht1x");

        (parsed.Firmware, parsed.Codec, parsed.ToString())
            .Should()
            .Be(("TEMPer1F_H1V1.5F", "sht1x", "TEMPer1F_H1V1.5F=sht1x"));
    }

    [TestCase("", "'' is not FIRMWARE=CODEC, such as TEMPer1F_H1V1.5F=sht1x")]
    [TestCase("sht1x", "'sht1x' is not FIRMWARE=CODEC, such as TEMPer1F_H1V1.5F=sht1x")]
    [TestCase("=sht1x", "'=sht1x' is not FIRMWARE=CODEC, such as TEMPer1F_H1V1.5F=sht1x")]
    [TestCase("TEMPer1F_H1V1.5F=", "'TEMPer1F_H1V1.5F=' is not FIRMWARE=CODEC, such as TEMPer1F_H1V1.5F=sht1x")]
    [TestCase("Nothing=sht1x", "unknown firmware version 'Nothing'; temper-read --list shows that of a device")]
    [TestCase(
        "TEMPer1F_H1V1.5F=bmp",
        "unknown codec 'bmp'; codecs: fm75, sht1x, sht20, si7005, si7021, centi, centi-humidity"
    )]
    [TestCase("TEMPer2_M12_V1.3=sht1x", "codec 'sht1x' cannot decode TEMPer2_M12_V1.3; codecs that can: fm75, centi")]
    public void Anything_else_is_an_error_of_one_line(string text, string message) =>
        FluentActions
            .Invoking(() => DecoderOverride.Parse(text))
            .Should()
            .Throw<FormatException>()
            .WithMessage(message);
}
