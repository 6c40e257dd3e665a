namespace Temper.Emulator.Tests;

public sealed class EmulatedDeviceTests
{
    [Test]
    public void A_device_that_is_asked_for_months_counts_its_queries_and_keeps_the_last_ones()
    {
        var device = new EmulatedDevice(DeviceModels.Find("TEMPer2_M12_V1.3")!, "usb-1");
        device.Answer(HidQueries.FirmwareVersion);
        for (var read = 0; read < 2000; read++)
        {
            device.Answer(HidQueries.Reading);
        }

        device.QueryCount.Should().Be(2001);
        device.ReadingQueryCount.Should().Be(2000);
        device.ReceivedQueries.Should().HaveCount(1000).And.AllBeEquivalentTo(HidQueries.Reading.ToArray());
    }
}
