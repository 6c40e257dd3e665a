using System.Text;
using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Tests.Fakes;
using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// Devices that do not identify themselves are queried less and less often, and are found once they answer; a device
/// that falls silent is opened anew.
/// </summary>
public sealed class SilentDeviceTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void A_serial_device_that_wakes_late_comes_by_itself([Values(3, 6, 60, 3600)] int wakesAfterSeconds)
    {
        var device = new EmulatedX232(_time) { Version = "" };
        using var reads = new DeviceReads(device, _time);
        reads.Until(TimeSpan.FromSeconds(wakesAfterSeconds)).Should().OnlyContain(error => error != null);
        device.Version = "TEMPerX232_V2.0\r\n";

        // The pause is never longer than the time it was silent before, and 10 minutes at most.
        var pause = Math.Min(10 + wakesAfterSeconds, 600);
        reads.Until(_time.GetUtcNow() - _time.Start + TimeSpan.FromSeconds(pause)).Should().EndWith([null, null]);
    }

    [Test]
    public void A_serial_device_whose_first_answers_are_noise_is_asked_again()
    {
        var device = new EmulatedX232(_time) { Version = "\0\xfe\x80garbage\r\n" };
        using var reads = new DeviceReads(device, _time);
        reads.Once().Should().BeOfType<UnknownFirmwareException>();
        device.Version = "TEMPerX232_V2.0\r\n";

        reads.Once().Should().BeNull();
        device.Commands.Should().Equal("Version", "Version", "Version", "ReadTemp");
    }

    [TestCase("ok T:21.3\r\n")]
    [TestCase("")]
    public void Another_device_behind_the_converter_is_not_disturbed(string version)
    {
        var device = new EmulatedX232(_time) { Version = version };
        using var reads = new DeviceReads(device, _time);

        reads.Until(TimeSpan.FromHours(1)).Should().OnlyContain(error => error != null);

        // Twice at once, then after 5, 10, 20 ... 600 s: two commands each time.
        device.Commands.Should().HaveCountLessThanOrEqualTo(2 * 14).And.OnlyContain(command => command == "Version");
        device.Opened.Should().Be(1, "opening a serial port can reset what is behind it");
    }

    [TestCase("FootSwitch V1.0 ")]
    [TestCase(null)]
    public void A_foreign_HID_device_gets_few_queries_and_none_but_the_version_query(string? version)
    {
        var device = new EmulatedDevice(DeviceModels.Find("TEMPerGold_V3.1")!, "usb-1");
        device.Fault = version is null ? DeviceFault.Silent : DeviceFault.None;
        device.Version = Encoding.ASCII.GetBytes(version ?? "                ");
        using var reads = new DeviceReads(new SteppedHidTransport(device, _time), _time);

        reads.Until(TimeSpan.FromHours(1)).Should().OnlyContain(error => error != null);

        device.QueryCount.Should().BeLessThanOrEqualTo(4 * 14);
        device
            .ReceivedQueries.Select(Convert.ToHexString)
            .Distinct()
            .Should()
            .Equal(Convert.ToHexString(Queries.FirmwareVersion));
    }

    [Test]
    public void A_device_that_is_not_asked_costs_no_time_and_says_when_it_is_asked_again()
    {
        using var reads = new DeviceReads(new EmulatedX232(_time) { Version = "" }, _time);
        reads.Once();
        reads.Once(pause: TimeSpan.Zero);
        var start = _time.GetTimestamp();

        reads
            .Once(pause: TimeSpan.Zero)
            .Should()
            .BeOfType<TemperTimeoutException>()
            .Which.Message.Should()
            .Be(
                "/dev/ttyUSB0: no answer to the firmware version query; "
                    + "next query in 5 s, or at once after a replug"
            );

        _time.GetElapsedTime(start).Should().Be(TimeSpan.Zero);
    }

    [Test]
    public async Task A_replug_ends_the_pause()
    {
        var bench = new DeviceBench("TEMPer2_M12_V1.3");
        var device = bench.Device;
        device.Fault = DeviceFault.Silent;
        await using var set = new TemperDeviceSet(bench.Options);
        for (var read = 0; read < 3; read++)
        {
            (await bench.RunAsync(set.ReadAsync())).Devices[0].Error.Should().NotBeNull();
        }

        bench.Transport.Unplug(device);
        device.Fault = DeviceFault.None;
        bench.Transport.Plug(device);

        (await set.ReadAsync()).Devices[0].Error.Should().BeNull();
    }

    // What a quick replug of many devices does to usbhid: no report comes through a node until it is opened anew.
    [Test]
    public void A_device_that_the_kernel_does_not_poll_is_opened_anew_after_three_silent_reads()
    {
        var transport = HidTransport();
        transport.StopsPollingAtFirstOpen = true;
        using var reads = new DeviceReads(transport, _time);

        reads.Until(TimeSpan.FromSeconds(30)).Should().EndWith([null, null]);
        transport.Opened.Should().Be(2);
    }

    [Test]
    public void A_device_that_stays_silent_is_reopened_less_and_less_often()
    {
        var transport = HidTransport();
        using var reads = new DeviceReads(transport, _time);
        reads.Once().Should().BeNull();
        transport.Delay = _ => null;

        reads.Until(TimeSpan.FromHours(1)).Should().OnlyContain(error => error != null);

        transport.Opened.Should().BeInRange(10, 20, "after 10, 20, 40 ... 300 s");
    }

    [Test]
    public void No_node_is_closed_while_a_write_is_in_progress()
    {
        var transport = HidTransport();
        using var reads = new DeviceReads(transport, _time);
        reads.Once().Should().BeNull();
        transport.Delay = _ => null;
        reads.Once();
        reads.Once();
        reads.Once(maintains: false);
        using var other = new DeviceReads(transport, _time);
        transport.Delay = _ =>
        {
            var opened = transport.Opened;
            reads.Maintain();
            transport.Opened.Should().Be(opened, "the write may hang, and closing would wait for it");
            return TimeSpan.FromMilliseconds(20);
        };
        other.Once().Should().BeNull();
        var before = transport.Opened;

        reads.Maintain();

        transport.Opened.Should().Be(before + 1);
    }

    [Test]
    public void A_stalled_query_leaves_the_node_open()
    {
        var device = new EmulatedDevice(DeviceModels.Find("TEMPer2_V4.1")!, "usb-1");
        var transport = new SteppedHidTransport(device, _time);
        using var reads = new DeviceReads(transport, _time);
        reads.Once().Should().BeNull();
        device.Fault = DeviceFault.Stall;
        reads.Once().Should().BeOfType<TemperConnectionException>();
        device.Fault = DeviceFault.None;

        reads.Once().Should().BeNull();
        transport.Opened.Should().Be(1);
    }

    private SteppedHidTransport HidTransport() =>
        new(new EmulatedDevice(DeviceModels.Find("TEMPer2_V4.1")!, "usb-1"), _time);
}
