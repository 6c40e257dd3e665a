using Temper.Devices.Protocol;

namespace Temper.Emulator.Tests;

public sealed class EmulatedStickTests
{
    [Test]
    public void A_stick_that_is_asked_for_months_counts_its_queries_and_keeps_the_last_ones()
    {
        var stick = new EmulatedStick(StickModels.Find("TEMPer2_M12_V1.3")!, "usb-1");
        stick.Answer(Queries.FirmwareVersion);
        for (var read = 0; read < 2000; read++)
        {
            stick.Answer(Queries.Reading);
        }

        stick.QueryCount.Should().Be(2001);
        stick.ReadingQueryCount.Should().Be(2000);
        stick.ReceivedQueries.Should().HaveCount(1000).And.AllBeEquivalentTo(Queries.Reading.ToArray());
    }
}
