using System.Text;
using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// Every fault a stick can have: told by the right error, and gone with the next read when the fault is gone.
/// </summary>
public sealed class StickFaultTests
{
    private readonly StickBench _bench = new("TEMPer2_M12_V1.3");

    [TestCase(StickFault.Silent, typeof(TemperTimeoutException))]
    [TestCase(StickFault.SilentReading, typeof(TemperTimeoutException))]
    [TestCase(StickFault.ShortReport, typeof(TemperTimeoutException))]
    [TestCase(StickFault.EmptyReport, typeof(TemperTimeoutException))]
    [TestCase(StickFault.WrongEcho, typeof(MalformedReplyException))]
    [TestCase(StickFault.WrongLength, typeof(MalformedReplyException))]
    [TestCase(StickFault.Garbage, typeof(MalformedReplyException))]
    [TestCase(StickFault.Stall, typeof(TemperConnectionException))]
    public async Task A_fault_is_told_and_the_next_read_after_it_is_right(StickFault fault, Type error)
    {
        await using var device = await _bench.OpenAsync();
        _bench.Stick.Fault = fault;

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

        _bench.Stick.Fault = StickFault.None;
        StickBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).Should().Equal(21.625, 20.625);
    }

    [TestCase(StickFault.StrayBefore)]
    [TestCase(StickFault.AnswerTwice)]
    [TestCase(StickFault.Chatter)]
    public async Task Reports_too_many_change_no_reading(StickFault fault)
    {
        _bench.Stick.Fault = fault;
        await using var device = await _bench.RunAsync(_bench.OpenAsync());

        for (var read = 0; read < 5; read++)
        {
            StickBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).Should().Equal(21.625, 20.625);
        }
    }

    [Test]
    public async Task Short_reports_that_reach_us_are_malformed()
    {
        _bench.Backend.DeliversShortReports = true;
        await using var device = await _bench.OpenAsync();
        _bench.Stick.Fault = StickFault.ShortReport;

        await FluentActions
            .Awaiting(() => _bench.RunAsync(device.ReadAsync()))
            .Should()
            .ThrowAsync<MalformedReplyException>()
            .WithMessage("malformed reply: expected 8 bytes that begin with 80 04, got 800415a0 800415a0");
    }

    [Test]
    public async Task A_probe_can_be_absent_and_the_inner_chip_can_not()
    {
        await using var device = await _bench.OpenAsync();
        _bench.Stick.Fault = StickFault.AllOnes;

        var reading = await device.ReadAsync();

        reading.Sensors.Should().BeEmpty();
        reading.Absent.Select(sensor => sensor.Sensor).Should().Equal("external");
        reading.Refused.Select(sensor => sensor.Sensor).Should().Equal("internal");
    }

    [TestCase(StickFault.Silent, typeof(TemperTimeoutException))]
    [TestCase(StickFault.HalfVersion, typeof(MalformedReplyException))]
    [TestCase(StickFault.UnprintableVersion, typeof(UnknownFirmwareException))]
    [TestCase(StickFault.Garbage, typeof(MalformedReplyException))]
    [TestCase(StickFault.Stall, typeof(TemperConnectionException))]
    public async Task A_stick_that_does_not_tell_its_version_cannot_be_opened(StickFault fault, Type error)
    {
        _bench.Stick.Fault = fault;

        (await FluentActions.Awaiting(() => _bench.RunAsync(_bench.OpenAsync())).Should().ThrowAsync<TemperException>())
            .Which.Should()
            .BeOfType(error);
    }

    [Test]
    public async Task Half_a_version_once_is_asked_for_again()
    {
        _bench.Stick.Fault = StickFault.HalfVersion;
        var opening = _bench.OpenAsync();
        await _bench.Backend.WaitForReaderAsync(_bench.Stick);
        _bench.Stick.Fault = StickFault.None;

        await using var device = await _bench.RunAsync(opening);

        device.Info.Version.Should().Be("TEMPer2_M12_V1.3");
    }

    [TestCase(
        "TEMPerNew_V9.9  ",
        "unknown firmware \"TEMPerNew_V9.9\" (54454d5065724e65775f56392e392020): please report *"
    )]
    [TestCase(
        "Thermometer V1.0",
        "unknown firmware \"Thermometer V1.0\" (546865726d6f6d657465722056312e30): please report *"
    )]
    public async Task An_unknown_firmware_is_told_with_its_bytes(string version, string message)
    {
        _bench.Stick.Version = Encoding.ASCII.GetBytes(version);

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

    [TestCase(StickFault.UnplugOnQuery)]
    [TestCase(StickFault.UnplugMidReply)]
    public async Task A_stick_that_is_unplugged_while_it_is_asked_is_gone(StickFault fault)
    {
        await using var device = await _bench.OpenAsync();
        _bench.Stick.Fault = fault;

        await FluentActions.Awaiting(() => device.ReadAsync()).Should().ThrowAsync<TemperDeviceGoneException>();
        await FluentActions.Awaiting(() => device.ReadAsync()).Should().ThrowAsync<TemperDeviceGoneException>();
    }

    [Test]
    public async Task Permission_that_udev_grants_a_moment_later_is_waited_for()
    {
        var (stick, pause) = (_bench.Stick, TimeSpan.FromMilliseconds(50));
        stick.IsForbidden = true;
        var opening = _bench.OpenAsync();
        while (!_bench.Time.HasTimerDueIn(pause))
        {
            await Task.Yield();
        }

        stick.IsForbidden = false;
        _bench.Time.Advance(pause);

        await using var device = await opening;
        device.Info.PortPath.Should().Be("usb-1/input1");
    }

    [Test]
    public async Task Without_a_stick_there_is_nothing_to_open()
    {
        _bench.Backend.Unplug(_bench.Stick);

        await FluentActions
            .Awaiting(() => _bench.OpenAsync())
            .Should()
            .ThrowAsync<TemperDeviceGoneException>()
            .WithMessage("no TEMPer stick found: plug one in");
    }
}
