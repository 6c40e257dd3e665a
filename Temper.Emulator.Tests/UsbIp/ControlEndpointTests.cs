namespace Temper.Emulator.Tests.UsbIp;

/// <summary>What a kernel asks of a device before it reads from it.</summary>
public sealed class ControlEndpointTests
{
    private const int Stall = -32;

    private readonly EmulatedDevice _device = new(DeviceModels.Find("TEMPer2_M12_V1.3")!, "usb-1");

    [Test]
    public async Task The_descriptors_come_whole_or_as_far_as_there_is_room()
    {
        await using var kernel = KernelSide.Plug(_device);

        (await kernel.ControlInAsync(0x80, 6, 0x0100, 0, 64)).Data.Should().HaveCount(18);
        (await kernel.ControlInAsync(0x80, 6, 0x0200, 0, 9)).Data.Should().HaveCount(9);
        (await kernel.ControlInAsync(0x80, 6, 0x0200, 0, 255)).Data.Should().HaveCount(59);
        (await kernel.ControlInAsync(0x81, 6, 0x2200, 0, 65)).Data.Should().HaveCount(65);
        (await kernel.ControlInAsync(0x81, 6, 0x2200, 1, 41)).Data.Should().Equal(_device.Model.DataReportDescriptor);
        (await kernel.ControlInAsync(0x80, 6, 0x0302, 0x0409, 255))
            .Data.Should()
            .HaveCount(2 + (2 * "TEMPer2V1.3".Length));
    }

    [Test]
    public async Task Setting_a_device_up_succeeds_and_is_remembered()
    {
        await using var kernel = KernelSide.Plug(_device);

        (await kernel.ControlOutAsync(0x00, 9, 1, 0)).Status.Should().Be(0);
        (await kernel.ControlInAsync(0x80, 8, 0, 0, 1)).Data.Should().Equal(1);
        (await kernel.ControlInAsync(0x80, 0, 0, 0, 2)).Data.Should().Equal(0, 0);
        (await kernel.ControlOutAsync(0x01, 11, 0, 1)).Status.Should().Be(0);
        (await kernel.ControlOutAsync(0x21, 0x0a, 0, 1)).Status.Should().Be(0);
        (await kernel.ControlOutAsync(0x21, 0x0b, 1, 0)).Status.Should().Be(0);
        (await kernel.ControlInAsync(0xa1, 1, 0x0100, 1, 8)).Data.Should().HaveCount(8);
    }

    [TestCase((byte)0x80, (byte)6, (ushort)0x0600, (ushort)0)] // device qualifier
    [TestCase((byte)0x81, (byte)6, (ushort)0x2200, (ushort)2)] // interface 2
    [TestCase((byte)0xc0, (byte)1, (ushort)0, (ushort)0)] // vendor request
    public async Task What_it_does_not_know_it_stalls(byte type, byte request, ushort value, ushort index)
    {
        await using var kernel = KernelSide.Plug(_device);

        (await kernel.ControlInAsync(type, request, value, index, 8)).Status.Should().Be(Stall);
        (await kernel.ControlOutAsync(0x00, 9, 2, 0)).Status.Should().Be(Stall, "there is one configuration");
    }
}
