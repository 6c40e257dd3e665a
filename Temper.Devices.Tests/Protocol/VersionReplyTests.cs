using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;

namespace Temper.Devices.Tests.Protocol;

public sealed class VersionReplyTests
{
    private readonly VersionReply _reply = new();

    [Test]
    public void Two_reports_make_a_version()
    {
        _reply.Offer("TEMPer2_"u8).Should().Be(ReplyProgress.Part);
        _reply.Offer("M12_V1.3"u8).Should().Be(ReplyProgress.Complete);

        _reply.Result.Text.Should().Be("TEMPer2_M12_V1.3");
    }

    [Test]
    public void A_late_reading_between_them_is_passed_over()
    {
        _reply.Offer("TEMPer2_"u8);
        _reply.Offer([0x80, 0x04, 0x15, 0xa0, 0x14, 0xa0, 0, 0]).Should().Be(ReplyProgress.Stray);
        _reply.Offer("M12_V1.3"u8).Should().Be(ReplyProgress.Complete);

        _reply.Result.Text.Should().Be("TEMPer2_M12_V1.3");
    }

    [Test]
    public void Half_a_version_left_over_from_before_is_passed_over()
    {
        _reply.Offer("M12_V1.3"u8).Should().Be(ReplyProgress.Stray);
        _reply.Offer("TEMPer2_"u8).Should().Be(ReplyProgress.Part);
        _reply.Offer("M12_V1.3"u8).Should().Be(ReplyProgress.Complete);

        _reply.Result.Text.Should().Be("TEMPer2_M12_V1.3");
    }

    [Test]
    public void A_first_report_that_comes_twice_counts_once()
    {
        _reply.Offer("TEMPer2_"u8);
        _reply.Offer("TEMPer2_"u8).Should().Be(ReplyProgress.Part);
        _reply.Offer("M12_V1.3"u8).Should().Be(ReplyProgress.Complete);

        _reply.Result.Text.Should().Be("TEMPer2_M12_V1.3");
    }

    [TestCase(0)]
    [TestCase(4)]
    [TestCase(9)]
    public void A_report_of_another_length_is_passed_over(int length) =>
        _reply.Offer(new byte[length]).Should().Be(ReplyProgress.Stray);

    [Test]
    public void Two_reports_of_unfamiliar_text_can_be_taken_when_nothing_else_comes()
    {
        _reply.Offer("Thermo12"u8).Should().Be(ReplyProgress.Stray);
        _reply.End().Should().Be(ReplyProgress.Stray);
        _reply.Offer("34_V9.9 "u8).Should().Be(ReplyProgress.Stray);

        _reply.End().Should().Be(ReplyProgress.Complete);
        _reply.Result.Text.Should().Be("Thermo1234_V9.9");
    }

    [Test]
    public void Bytes_that_are_not_text_are_never_taken_for_a_version()
    {
        _reply.Offer([0, 1, 2, 3, 4, 5, 6, 7]);
        _reply.Offer([0, 1, 2, 3, 4, 5, 6, 7]);

        _reply.End().Should().Be(ReplyProgress.Stray);
    }
}
