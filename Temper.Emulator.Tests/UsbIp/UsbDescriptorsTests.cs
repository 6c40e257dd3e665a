using System.Text;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Tests.UsbIp;

public sealed class UsbDescriptorsTests
{
    private static readonly DeviceModel Model = DeviceModels.Find("TEMPer2_M12_V1.3")!;

    [Test]
    public void The_device_descriptor_is_that_of_a_low_speed_0c45_7401() =>
        UsbDescriptors
            .Find(Model, type: 1, index: 0)
            .Should()
            .Equal(Convert.FromHexString("1201000200000008450c01740100010200" + "01"));

    [Test]
    public void The_configuration_has_59_bytes_a_boot_keyboard_and_a_data_interface() =>
        Convert
            .ToHexStringLower(UsbDescriptors.Find(Model, type: 2, index: 0)!)
            .Should()
            .Be(
                "09023b00020100a032"
                    + "0904000001030101"
                    + "00"
                    + "0921100100012241"
                    + "00"
                    + "0705810308000a"
                    + "0904010001030102"
                    + "00"
                    + "0921100100012229"
                    + "00"
                    + "0705820308000a"
            );

    [Test]
    public void A_model_with_an_OUT_endpoint_has_66_bytes_and_endpoint_02()
    {
        var configuration = UsbDescriptors.Find(Model with { HasOutEndpoint = true }, type: 2, index: 0)!;

        configuration.Should().HaveCount(66);
        configuration[2].Should().Be(66);
        configuration[38].Should().Be(2, "the data interface has two endpoints");
        configuration[59..].Should().Equal(7, 5, 0x02, 3, 8, 0, 10);
    }

    [TestCase(0, 65)]
    [TestCase(1, 41)]
    public void Report_descriptors_have_the_length_that_the_HID_descriptor_announces(int number, int length)
    {
        UsbDescriptors.FindOfInterface(Model, number, type: 0x22).Should().HaveCount(length);
        UsbDescriptors.FindOfInterface(Model, number, type: 0x21)![7].Should().Be((byte)length);
    }

    [TestCase(1, "RDing")]
    [TestCase(2, "TEMPer2V1.3")]
    public void Strings_are_UTF_16(byte index, string text)
    {
        var descriptor = UsbDescriptors.Find(Model, type: 3, index)!;

        descriptor[..2].Should().Equal((byte)descriptor.Length, 3);
        Encoding.Unicode.GetString(descriptor.AsSpan(2)).Should().Be(text);
    }

    [Test]
    public void The_only_language_is_US_English() =>
        UsbDescriptors.Find(Model, type: 3, index: 0).Should().Equal(4, 3, 0x09, 0x04);

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(3, 3)]
    [TestCase(6, 0)]
    public void There_are_no_others(byte type, byte index) => UsbDescriptors.Find(Model, type, index).Should().BeNull();
}
