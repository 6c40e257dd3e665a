using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Tests.UsbIp;

/// <summary>A peer that talks nonsense ends its own connection, with one line that says why.</summary>
public sealed class UsbIpHostilePeerTests
{
    private readonly EmulatedDevice _device = new(DeviceModels.Find("TEMPer2_M12_V1.3")!, "usb-1");

    [Test]
    public async Task An_unknown_command_ends_the_connection() =>
        await ExpectFailureAsync(
            kernel => kernel.SendAsync(new byte[48]),
            "*sent unknown command 0; supported: 1 (submit), 2 (unlink)"
        );

    [Test]
    public async Task Four_gigabytes_are_not_waited_for() =>
        await ExpectFailureAsync(
            kernel => kernel.SubmitAsync(isIn: false, endpoint: 0, uint.MaxValue, new byte[8]),
            "*announced 4294967295 bytes*"
        );

    [Test]
    public async Task Isochronous_packets_are_refused() =>
        await ExpectFailureAsync(
            kernel => kernel.SubmitAsync(isIn: true, endpoint: 2, 8, new byte[8], packets: 1_000_000),
            "*isochronous*"
        );

    [Test]
    public async Task Pending_transfers_are_bounded() =>
        await ExpectFailureAsync(
            async kernel =>
            {
                for (var transfer = 0; transfer <= 256; transfer++)
                {
                    await kernel.SubmitInterruptInAsync();
                }
            },
            "*more than 256 pending transfers"
        );

    [Test]
    public async Task Unread_replies_are_bounded() =>
        await ExpectFailureAsync(
            async kernel =>
            {
                byte[] getConfiguration = [0x80, 6, 0, 2, 0, 0, 255, 0];
                try
                {
                    while (!kernel.End.IsCompleted)
                    {
                        await kernel.SubmitAsync(isIn: true, endpoint: 0, 255, getConfiguration);
                    }
                }
                catch (IOException)
                {
                    // closed while we sent
                }
            },
            "*did not read 1024 replies"
        );

    [TestCase(10, TestName = "Disconnecting_within_a_header_is_logged")]
    [TestCase(48, TestName = "Disconnecting_within_the_data_is_logged")]
    public async Task Disconnecting_within_a_message_is_logged(int length)
    {
        var kernel = KernelSide.Plug(_device);
        byte[] header = [0, 0, 0, 1, 0, 0, 0, 1, .. new byte[19], 8, .. new byte[20]]; // 8 bytes are to follow
        await kernel.SendAsync(header[..length]);
        await kernel.DisposeAsync();

        (await kernel.End).Should().Be(ConnectionEnd.Failed);
        kernel
            .Log.Should()
            .ContainSingle()
            .Which.Should()
            .Match("TEMPer2_M12_V1.3: connection closed: the peer disconnected *");
    }

    [Test]
    public async Task A_read_with_room_for_four_gigabytes_gets_what_there_is()
    {
        await using var kernel = KernelSide.Plug(_device);
        await kernel.SetReportAsync(HidQueries.Reading);

        await kernel.SubmitInterruptInAsync(length: uint.MaxValue);

        (await kernel.ReceiveAsync()).Data.Should().HaveCount(8);
    }

    private async Task ExpectFailureAsync(Func<KernelSide, Task> talk, string message)
    {
        await using var kernel = KernelSide.Plug(_device);
        await talk(kernel);

        (await kernel.End.WaitAsync(kernel.Timeout)).Should().Be(ConnectionEnd.Failed);
        kernel.Log.Should().ContainSingle().Which.Should().Match(message);
    }
}
