using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;

namespace Temper.Devices.Tests.Protocol;

public sealed class ReadingReplyTests
{
    private readonly ReadingReply _reply = new(FamilyOf("TEMPer2_M12_V1.3"));

    [TestCase("8004000000000000", true)]
    [TestCase("8004ffffffffffff", true)]
    [TestCase("8002000000000000", false, Description = "another length byte")]
    [TestCase("8204000000000000", false, Description = "the reply to another query")]
    [TestCase("54454d506572325f", false, Description = "a late version report")]
    [TestCase("80040000000000", false, Description = "short")]
    [TestCase("800400000000000000", false, Description = "long")]
    [TestCase("80", false)]
    [TestCase("", false)]
    public void Only_8_bytes_with_the_right_echo_and_length_are_a_reading(string report, bool complete) =>
        _reply
            .Offer(Convert.FromHexString(report))
            .Should()
            .Be(complete ? ReplyProgress.Complete : ReplyProgress.Stray);

    [Test]
    public void The_message_says_what_was_expected() => _reply.Expected.Should().Be("8 bytes that begin with 80 04");

    [Test]
    public void A_probes_report_completes_the_inner_ones() =>
        FatesOf("TEMPer2_V4.1", "80800b544e200000", "800109ca4e200000")
            .Should()
            .Equal(ReplyProgress.Enough, ReplyProgress.Complete);

    [Test]
    public void A_device_without_a_jack_for_a_probe_sends_one_report() =>
        FatesOf("TEMPerGold_V3.5", "80800b3b4e200000").Should().Equal(ReplyProgress.Complete);

    [Test]
    public void A_probes_report_alone_is_a_left_over_of_a_device_that_always_has_an_inner_sensor() =>
        FatesOf("TEMPer2_V4.1", "800109ca4e200000", "80800b544e200000")
            .Should()
            .Equal(ReplyProgress.Stray, ReplyProgress.Part);

    [Test]
    public void A_probes_report_alone_is_enough_where_a_device_may_have_nothing_inside() =>
        FatesOf("TEMPerX_V3.3", "800108984e200000").Should().Equal(ReplyProgress.Enough);

    [Test]
    public void A_probes_report_is_a_left_over_once_the_device_has_shown_an_inner_sensor()
    {
        var reply = new ReadingReply(FamilyOf("TEMPerX_V3.2"));
        reply.Offer(Convert.FromHexString("80800b544e200000"));
        reply.Begin();

        reply.Offer(Convert.FromHexString("800107c94e200000")).Should().Be(ReplyProgress.Stray);
    }

    [Test]
    public void A_report_that_comes_twice_counts_once()
    {
        var reply = new ReadingReply(FamilyOf("TEMPer2_V4.1"));
        reply.Offer(Convert.FromHexString("80800b544e200000")).Should().Be(ReplyProgress.Enough);
        reply.Offer(Convert.FromHexString("80800b554e200000")).Should().Be(ReplyProgress.Stray);

        reply.Reports.Should().ContainSingle().Which.Bytes.Should().Equal(Convert.FromHexString("80800b544e200000"));
    }

    private static IEnumerable<ReplyProgress> FatesOf(string version, params string[] reports)
    {
        var reply = new ReadingReply(FamilyOf(version));
        return [.. reports.Select(report => reply.Offer(Convert.FromHexString(report)))];
    }

    private static FirmwareFamily FamilyOf(string version) =>
        FirmwareCatalogue.Find(FirmwareVersion.FromText(version))!;
}
