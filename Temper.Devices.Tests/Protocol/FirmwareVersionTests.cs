using System.Text;
using Temper.Devices.Protocol;

namespace Temper.Devices.Tests.Protocol;

public sealed class FirmwareVersionTests
{
    [TestCase("TEMPer2_M12_V1.3", "TEMPer2_M12_V1.3")]
    [TestCase("TEMPer1F_H1V1.5F", "TEMPer1F_H1V1.5F")]
    [TestCase("TEMPerGold_V3.1 ", "TEMPerGold_V3.1")]
    [TestCase("TEMPer2_V4.1\0\0\0\0", "TEMPer2_V4.1")]
    [TestCase("TEMPerX_V3.3   \0", "TEMPerX_V3.3")]
    public void Padding_at_the_end_is_cut_and_nothing_else(string reply, string text) =>
        Parse(reply).Text.Should().Be(text);

    // Replies of real devices: captures 1f11, f12-romanrm, 1fv13-tewalds, ntc-meekstone, humi10-bogdemon.
    [TestCase("TEMPer1F1.1Per1F", "TEMPer1F1.1")]
    [TestCase("TEMPerF1.2MPerF1", "TEMPerF1.2")]
    [TestCase("TEMPer1F_V1.3r1F", "TEMPer1F_V1.3")]
    [TestCase("TEMPerNTC F1.0NT", "TEMPerNTC F1.0")]
    [TestCase("TEMPerHumV1.0rHu", "TEMPerHumV1.0")]
    [TestCase("TEMPer2_M12_V1.3", "TEMPer2_M12_V1.3")]
    [TestCase("TEMPerGold_V3.1 ", "TEMPerGold_V3.1")]
    public void Remains_of_the_first_report_are_not_part_of_the_name(string reply, string name) =>
        Parse(reply).Name.Should().Be(name);

    [Test]
    public void What_cannot_be_printed_becomes_a_replacement_character()
    {
        var bytes = Encoding.Latin1.GetBytes("TEMPer\x1b\n\"\\\x80\xff V1.3");

        FirmwareVersion.FromBytes(bytes).Text.Should().Be("TEMPer\ufffd\ufffd\"\\\ufffd\ufffd V1.3");
    }

    [Test]
    public void The_bytes_are_kept_in_hex() => Parse("TEMPerX_").Hex.Should().Be("54454d506572585f");

    private static FirmwareVersion Parse(string reply) => FirmwareVersion.FromBytes(Encoding.Latin1.GetBytes(reply));
}
