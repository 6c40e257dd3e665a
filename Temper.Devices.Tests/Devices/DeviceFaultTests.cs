using System.Text;
using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// Every fault a device can have: reported by the right error, and over with the next read once the fault is over.
/// </summary>
public sealed class DeviceFaultTests
{
    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3");

    [TestCase(DeviceFault.Silent, typeof(TemperTimeoutException))]
    [TestCase(DeviceFault.SilentReading, typeof(TemperTimeoutException))]
    [TestCase(DeviceFault.ShortReport, typeof(TemperTimeoutException))]
    [TestCase(DeviceFault.EmptyReport, typeof(TemperTimeoutException))]
    [TestCase(DeviceFault.WrongEcho, typeof(MalformedReplyException))]
    [TestCase(DeviceFault.WrongLength, typeof(MalformedReplyException))]
    [TestCase(DeviceFault.Garbage, typeof(MalformedReplyException))]
    [TestCase(DeviceFault.Stall, typeof(TemperConnectionException))]
    public async Task A_fault_is_an_error_and_the_next_read_after_it_is_right(DeviceFault fault, Type error)
    {
        await using var device = await _bench.OpenAsync();
        _bench.Device.Fault = fault;

        for (var read = 0; read < 3; read++)
        {
            (
                await FluentActions
                    .Awaiting(() => _bench.RunAsync(device.ReadAsync()))
                    .Should()
                    .ThrowAsync<TemperException>()
            )
                .Which.Should()
                .BeOfType(error);
        }

        _bench.Device.Fault = DeviceFault.None;
        DeviceBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).Should().Equal(21.625, 20.625);
    }

    [TestCase(DeviceFault.StrayBefore)]
    [TestCase(DeviceFault.AnswerTwice)]
    [TestCase(DeviceFault.Chatter)]
    public async Task Reports_too_many_change_no_reading(DeviceFault fault)
    {
        _bench.Device.Fault = fault;
        await using var device = await _bench.RunAsync(_bench.OpenAsync());

        for (var read = 0; read < 5; read++)
        {
            DeviceBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).Should().Equal(21.625, 20.625);
        }
    }

    [Test]
    public async Task Short_reports_that_reach_us_are_malformed()
    {
        _bench.Transport.DeliversShortReports = true;
        await using var device = await _bench.OpenAsync();
        _bench.Device.Fault = DeviceFault.ShortReport;

        await FluentActions
            .Awaiting(() => _bench.RunAsync(device.ReadAsync()))
            .Should()
            .ThrowAsync<MalformedReplyException>()
            .WithMessage("malformed reply: expected 8 bytes that begin with 80 04, got 800415a0 800415a0 800415a0");
    }

    [Test]
    public async Task A_probe_can_be_absent_and_the_inner_chip_can_not()
    {
        await using var device = await _bench.OpenAsync();
        _bench.Device.Fault = DeviceFault.AllOnes;

        var reading = await device.ReadAsync();

        reading.Sensors.Should().BeEmpty();
        reading.Absent.Select(sensor => sensor.Sensor).Should().Equal("external");
        reading.OutOfRange.Select(sensor => sensor.Sensor).Should().Equal("internal");
    }

    [TestCase(DeviceFault.Silent, typeof(TemperTimeoutException))]
    [TestCase(DeviceFault.HalfVersion, typeof(MalformedReplyException))]
    [TestCase(DeviceFault.UnprintableVersion, typeof(UnknownFirmwareException))]
    [TestCase(DeviceFault.Garbage, typeof(MalformedReplyException))]
    [TestCase(DeviceFault.Stall, typeof(TemperConnectionException))]
    public async Task A_device_that_does_not_report_its_version_cannot_be_opened(DeviceFault fault, Type error)
    {
        _bench.Device.Fault = fault;

        (await FluentActions.Awaiting(() => _bench.RunAsync(_bench.OpenAsync())).Should().ThrowAsync<TemperException>())
            .Which.Should()
            .BeOfType(error);
    }

    [Test]
    public async Task Half_a_version_once_is_asked_for_again()
    {
        _bench.Device.Fault = DeviceFault.HalfVersion;
        var opening = _bench.OpenAsync();
        await _bench.Transport.WaitForReaderAsync(_bench.Device);
        _bench.Device.Fault = DeviceFault.None;

        await using var device = await _bench.RunAsync(opening);

        device.Info.Version.Should().Be("TEMPer2_M12_V1.3");
    }

    [TestCase(
        "TEMPerNew_V9.9  ",
        "unknown firmware \"TEMPerNew_V9.9\" (54454d5065724e65775f56392e392020); report it with *"
    )]
    [TestCase(
        "Thermometer V1.0",
        "not a TEMPer: it answered the firmware version query with \"Thermometer V1.0\" (546865726d6f6d6574*"
    )]
    public async Task An_unknown_firmware_is_reported_with_its_bytes(string version, string message)
    {
        _bench.Device.Version = Encoding.ASCII.GetBytes(version);

        (
            await FluentActions
                .Awaiting(() => _bench.RunAsync(_bench.OpenAsync()))
                .Should()
                .ThrowAsync<UnknownFirmwareException>()
        )
            .WithMessage(message)
            .Which.Version.Should()
            .Be(version.TrimEnd());
    }

    [TestCase(DeviceFault.UnplugOnQuery)]
    [TestCase(DeviceFault.UnplugMidReply)]
    public async Task A_device_that_is_unplugged_during_a_query_is_reported_as_gone(DeviceFault fault)
    {
        await using var device = await _bench.OpenAsync();
        _bench.Device.Fault = fault;

        await FluentActions.Awaiting(() => device.ReadAsync()).Should().ThrowAsync<TemperDeviceGoneException>();
        await FluentActions.Awaiting(() => device.ReadAsync()).Should().ThrowAsync<TemperDeviceGoneException>();
    }

    [Test]
    public async Task Permission_that_udev_grants_a_moment_later_is_waited_for()
    {
        var (device, pause) = (_bench.Device, TimeSpan.FromMilliseconds(50));
        device.IsForbidden = true;
        var opening = _bench.OpenAsync();
        while (!_bench.Time.HasTimerDueIn(pause))
        {
            await Task.Yield();
        }

        device.IsForbidden = false;
        _bench.Time.Advance(pause);

        await using var opened = await opening;
        opened.Info.PortPath.Should().Be("usb-1/input1");
    }

    [Test]
    public async Task Without_a_device_there_is_nothing_to_open()
    {
        _bench.Transport.Unplug(_bench.Device);

        var opening = _bench.OpenAsync(); // throws from the task, not from the call

        (
            await FluentActions
                .Awaiting(() => opening)
                .Should()
                .ThrowAsync<TemperDeviceNotFoundException>()
                .WithMessage("no TEMPer device found; plug one in")
        )
            .Which.Reason.Should()
            .Be(TemperErrorReason.NotFound);
    }
}
