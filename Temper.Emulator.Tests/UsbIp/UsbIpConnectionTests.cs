using Microsoft.Extensions.Time.Testing;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Tests.UsbIp;

/// <summary>A device as a kernel sees it.</summary>
public sealed class UsbIpConnectionTests
{
    private const int Stall = -32;
    private const int Unlinked = -104;

    private readonly EmulatedDevice _device = new(DeviceModels.Find("TEMPer2_M12_V1.3")!, "usb-1");
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task A_query_by_SET_REPORT_completes_the_waiting_read()
    {
        await using var kernel = KernelSide.Plug(_device);
        var read = await kernel.SubmitInterruptInAsync();

        (await kernel.SetReportAsync(HidQueries.Reading))
            .Should()
            .Match<UsbReply>(reply => reply.Status == 0 && reply.ActualLength == 8);
        var report = await kernel.ReceiveAsync();

        report.Sequence.Should().Be(read);
        report.Data.Should().Equal(0x80, 4, 0x15, 0xa0, 0x14, 0xa0, 0, 0);
    }

    [Test]
    public async Task Reports_wait_for_a_later_transfer()
    {
        await using var kernel = KernelSide.Plug(_device);

        await kernel.SetReportAsync(HidQueries.FirmwareVersion);
        await kernel.SubmitInterruptInAsync();
        await kernel.SubmitInterruptInAsync();

        byte[] version = [.. (await kernel.ReceiveAsync()).Data, .. (await kernel.ReceiveAsync()).Data];
        version.Should().Equal("TEMPer2_M12_V1.3"u8.ToArray());
    }

    [Test]
    public async Task The_keyboard_takes_its_lamps_and_never_types()
    {
        await using var kernel = KernelSide.Plug(_device);
        var keys = await kernel.SubmitInterruptInAsync(endpoint: 1);

        (await kernel.ControlOutAsync(0x21, 9, 0x0200, 0, 0x07)).Status.Should().Be(0);

        _device.ReceivedQueries.Should().BeEmpty();
        await kernel.UnlinkAsync(keys);
        (await kernel.ReceiveAsync()).Status.Should().Be(Unlinked);
    }

    [Test]
    public async Task A_pending_read_can_be_unlinked_and_a_finished_one_cannot()
    {
        await using var kernel = KernelSide.Plug(_device);
        var unlink = await kernel.UnlinkAsync(await kernel.SubmitInterruptInAsync());

        (await kernel.ReceiveAsync())
            .Should()
            .BeEquivalentTo(
                new
                {
                    Command = 4,
                    Sequence = unlink,
                    Status = Unlinked,
                }
            );

        await kernel.SetReportAsync(HidQueries.Reading);
        var read = await kernel.SubmitInterruptInAsync();
        (await kernel.ReceiveAsync()).Data.Should().HaveCount(8, "the unlinked read took nothing");
        await kernel.UnlinkAsync(read);
        (await kernel.ReceiveAsync()).Should().BeEquivalentTo(new { Command = 4, Status = 0 });
    }

    [Test]
    public async Task A_stall_is_EPIPE_and_over_when_the_fault_is()
    {
        await using var kernel = KernelSide.Plug(_device);

        _device.Fault = DeviceFault.Stall;
        (await kernel.SetReportAsync(HidQueries.Reading)).Status.Should().Be(Stall);

        _device.Fault = DeviceFault.None;
        (await kernel.SetReportAsync(HidQueries.Reading)).Status.Should().Be(0);
    }

    [Test]
    public async Task A_query_that_hangs_is_pending_until_it_is_unlinked()
    {
        await using var kernel = KernelSide.Plug(_device);
        _device.Fault = DeviceFault.WriteHangs;

        var hung = await kernel.SendControlOutAsync(0x21, 9, 0x0200, 1, HidQueries.Reading.ToArray());
        (await kernel.ControlInAsync(0x80, 0, 0, 0, 2)).Data.Should().HaveCount(2, "other transfers go on");
        await kernel.UnlinkAsync(hung);

        (await kernel.ReceiveAsync()).Status.Should().Be(Unlinked);
    }

    [TestCase(DeviceFault.ShortReport, 4)]
    [TestCase(DeviceFault.EmptyReport, 0)]
    public async Task Short_reports_arrive_as_short_as_they_are(DeviceFault fault, int length)
    {
        await using var kernel = KernelSide.Plug(_device);
        _device.Fault = fault;
        await kernel.SetReportAsync(HidQueries.Reading);

        await kernel.SubmitInterruptInAsync();

        (await kernel.ReceiveAsync())
            .Should()
            .Match<UsbReply>(reply => reply.Status == 0 && reply.Data.Length == length);
    }

    [Test]
    public async Task The_connection_closes_if_a_fault_unplugs_the_device()
    {
        await using var kernel = KernelSide.Plug(_device);
        _device.Fault = DeviceFault.UnplugOnQuery;

        await kernel.SendControlOutAsync(0x21, 9, 0x0200, 1, HidQueries.Reading.ToArray());

        (await kernel.IsClosedAsync()).Should().BeTrue();
        (await kernel.End).Should().Be(ConnectionEnd.Unplugged);
    }

    [Test]
    public async Task A_device_unplugged_in_its_reply_sends_the_first_half()
    {
        await using var kernel = KernelSide.Plug(_device);
        _device.Fault = DeviceFault.UnplugMidReply;
        await kernel.SubmitInterruptInAsync();

        await kernel.SetReportAsync(HidQueries.FirmwareVersion);

        (await kernel.ReceiveAsync()).Data.Should().Equal("TEMPer2_"u8.ToArray());
        (await kernel.IsClosedAsync()).Should().BeTrue();
        (await kernel.End).Should().Be(ConnectionEnd.Unplugged);
    }

    [Test]
    public async Task Pulling_the_plug_closes_and_so_does_the_kernel()
    {
        await using var pulled = KernelSide.Plug(_device);
        await pulled.Unplug.CancelAsync();
        (await pulled.IsClosedAsync()).Should().BeTrue();
        (await pulled.End).Should().Be(ConnectionEnd.Unplugged);

        var detached = KernelSide.Plug(_device);
        await detached.DisposeAsync();
        (await detached.End).Should().Be(ConnectionEnd.PeerClosed);
        detached.Log.Should().BeEmpty();
    }

    [Test]
    public async Task A_slow_answer_comes_when_it_is_due()
    {
        await using var kernel = KernelSide.Plug(_device, time: _time);
        _device.AnswerDelay = TimeSpan.FromMilliseconds(50);
        await kernel.SubmitInterruptInAsync();
        await kernel.SetReportAsync(HidQueries.Reading);
        await kernel.ControlInAsync(0x80, 0, 0, 0, 2); // the report is scheduled by the time this is answered

        _time.Advance(TimeSpan.FromMilliseconds(49));
        (await kernel.ControlInAsync(0x80, 0, 0, 0, 2)).Data.Should().HaveCount(2, "no report came before");
        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await kernel.ReceiveAsync()).Data.Should().HaveCount(8);
    }

    [Test]
    public async Task Polling_lets_one_report_through_each_interval()
    {
        await using var kernel = KernelSide.Plug(_device, TimeSpan.FromMilliseconds(8), _time);
        _time.Advance(TimeSpan.FromMilliseconds(3));
        await kernel.SubmitInterruptInAsync();
        await kernel.SubmitInterruptInAsync();
        await kernel.SetReportAsync(HidQueries.FirmwareVersion);
        await kernel.ControlInAsync(0x80, 0, 0, 0, 2);

        foreach (var (advance, half) in new[] { (5, "TEMPer2_"), (8, "M12_V1.3") })
        {
            _time.Advance(TimeSpan.FromMilliseconds(advance - 1));
            (await kernel.ControlInAsync(0x80, 0, 0, 0, 2)).Data.Should().HaveCount(2, "it is not time");
            _time.Advance(TimeSpan.FromMilliseconds(1));
            (await kernel.ReceiveAsync()).Data.Should().Equal(System.Text.Encoding.ASCII.GetBytes(half));
        }
    }

    [Test]
    public async Task A_device_with_an_OUT_endpoint_takes_queries_there()
    {
        await using var kernel = KernelSide.Plug(
            new EmulatedDevice(_device.Model with { HasOutEndpoint = true }, "usb-1")
        );
        await kernel.SubmitInterruptOutAsync(2, HidQueries.Reading);
        (await kernel.ReceiveAsync()).Should().Match<UsbReply>(reply => reply.Status == 0 && reply.ActualLength == 8);
        await kernel.SubmitInterruptInAsync();
        (await kernel.ReceiveAsync()).Data[0].Should().Be(0x80);

        await using var older = KernelSide.Plug(_device);
        await older.SubmitInterruptOutAsync(2, HidQueries.Reading);
        (await older.ReceiveAsync()).Status.Should().Be(Stall);
    }
}
