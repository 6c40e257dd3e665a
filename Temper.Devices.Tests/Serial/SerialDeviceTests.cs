using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Sessions;
using Temper.Devices.Tests.Fakes;

namespace Temper.Devices.Tests.Serial;

/// <summary>A TEMPerX232 through the public API, with the wire's timing but no waiting.</summary>
public sealed class SerialDeviceTests
{
    private readonly FakeTimeProvider _time = new();
    private EmulatedX232 _device = null!;
    private TemperOptions _options = null!;

    [SetUp]
    public void Plug()
    {
        _device = new EmulatedX232(_time);
        _options = new TemperOptions
        {
            Transports = [_device],
            TimeProvider = _time,
            DeviceTimeout = TimeSpan.FromSeconds(2),
        };
    }

    [Test]
    public async Task A_serial_device_reports_its_identity_and_its_values()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        var reading = await device.ReadAsync();

        device
            .Info.Should()
            .BeEquivalentTo(
                new
                {
                    PortPath = "usb-3f980000.usb-1.4/tty",
                    Version = "TEMPerX232_V2.0",
                    FirmwareFamily = "temperx232",
                    Codec = "text",
                    VendorId = (ushort)0x1a86,
                    ProductId = (ushort)0x5523,
                    Node = "/dev/ttyUSB0",
                }
            );
        reading
            .Sensors.Should()
            .Equal(
                new SensorReading("internal", Quantity.Temperature, 30.53),
                new SensorReading("internal", Quantity.RelativeHumidity, 39.92),
                new SensorReading("external", Quantity.Temperature, -0.31)
            );
    }

    [Test]
    public void Commands_are_sent_without_a_line_end_and_once()
    {
        ReadOnce();

        _device.Commands.Should().Equal("Version", "ReadTemp");
    }

    [Test]
    public void With_both_sensors_nothing_is_waited_for()
    {
        ReadOnce();

        (_time.GetUtcNow() - _time.Start).Should().Be(TimeSpan.FromMilliseconds(10 + 80 + 20));
    }

    [TestCase("Temp-Inner:21.00 [C],50.00 [%RH]<\r\n", "external")]
    [TestCase("Temp-Outer:-5.00 [C]<\r\n", "internal")]
    public void A_sensor_without_a_line_is_absent_once_the_device_has_settled(string line, string absent)
    {
        _device.Reply = [(80, line)];

        ReadOnce().Absent.Should().Equal(new AbsentSensor(absent, Quantity.Temperature));
        (_time.GetUtcNow() - _time.Start).Should().Be(TimeSpan.FromMilliseconds(10 + 80 + 150));
    }

    [Test]
    public void A_version_without_a_line_end_is_taken_after_the_settle_time()
    {
        _device.Version = "TEMPerX232_V2.5";

        ReadOnce().Sensors.Should().HaveCount(3);
    }

    [Test]
    public void A_slow_line_in_pieces_is_one_line()
    {
        _device.Reply =
        [
            (80, "Temp-Outer:-1"),
            (100, "2.5"),
            (100, "0 [C]<\r"),
            (100, "\nTemp-Inner:1.00 [C]<"),
            (100, "\r\n"),
        ];

        ReadOnce().Sensors.Select(sensor => sensor.Value).Should().Equal(1.00, -12.50);
    }

    [Test]
    public void A_damaged_line_is_asked_for_again_and_never_taken_for_an_absent_sensor()
    {
        _device.OnQuery = number =>
            _device.Reply =
                number == 1
                    ? [(80, "Temp-Inner:30.\0\xff [C]<\r\n"), (20, "Temp-Outer:1.00 [C]<\r\n")]
                    : [(80, "Temp-Inner:30.50 [C]<\r\n"), (20, "Temp-Outer:1.00 [C]<\r\n")];

        ReadOnce().Sensors.Select(sensor => sensor.Value).Should().Equal(30.50, 1.00);
    }

    [Test]
    public void A_reply_that_stays_damaged_is_malformed_and_quoted()
    {
        _device.Reply = [(80, "Temp-Inner:86.95 [F]<\r\n")];

        Reading()
            .Should()
            .Throw<MalformedReplyException>()
            .Where(e => e.ActualHex.StartsWith("54656d702d496e6e65723a38362e3935205b465d3c"));
    }

    [Test]
    public void A_reply_that_the_deadline_cuts_short_is_not_a_reading()
    {
        _device.Reply = [(1900, "Temp-Inner:21.00 [C]<\r\n"), (100, "Temp-Outer:22.00 [C]<\r\n")];

        Reading().Should().Throw<TemperTimeoutException>();
    }

    [Test]
    public async Task A_late_answer_is_never_the_next_reading()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        _device.OnQuery = number => _device.Reply = number <= 3 ? [] : [(80, $"Temp-Inner:{number}.00 [C]<\r\n")];
        await device.Invoking(s => s.ReadAsync()).Should().ThrowAsync<TemperTimeoutException>();

        _device.Send(50, "Temp-Inner:1.00 [C]<\r\n");
        _device.Send(400, "Temp-Inner:2.00 [C]<\r\n");

        (await device.ReadAsync()).Sensors.Single().Value.Should().BeGreaterThanOrEqualTo(4);
    }

    [Test]
    public async Task The_second_half_of_an_old_reply_is_not_part_of_the_new_one()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        _device.Send(0, "Temp-Inner:99.00 [C]<\r\n");
        _device.Send(100, "Temp-Outer:99.00 [C]<\r\n");

        (await device.ReadAsync()).Sensors.Select(sensor => sensor.Value).Should().Equal(30.53, 39.92, -0.31);
    }

    [Test]
    public void Another_device_with_the_same_converter_is_unknown_firmware()
    {
        _device.Version = "ok T:21.3\r\n";

        Reading().Should().Throw<UnknownFirmwareException>().Where(e => e.Version == "ok T:21.3");
        _device.Commands.Should().Equal("Version", "Version");
    }

    [Test]
    public void A_device_that_talks_already_and_never_stops_is_not_written_to()
    {
        for (var i = 0; i < 100; i++)
        {
            _device.Send(i == 0 ? 0 : 50, new string('x', 300));
        }

        Reading().Should().Throw<TemperException>();
        _device.Commands.Should().BeEmpty();
    }

    [Test]
    public void Waiting_for_silence_ends_by_the_deadline()
    {
        for (var i = 0; i < 40; i++)
        {
            _device.Send(i == 0 ? 0 : 50, "x\r\n"); // until 50 ms before the deadline
        }

        Reading().Should().Throw<TemperException>();
        (_time.GetUtcNow() - _time.Start).Should().BeLessThanOrEqualTo(_options.DeviceTimeout);
    }

    [Test]
    public void A_silent_device_is_a_timeout_by_the_deadline()
    {
        _device.Version = "";

        Reading().Should().Throw<TemperTimeoutException>();
        (_time.GetUtcNow() - _time.Start).Should().Be(TimeSpan.FromSeconds(2));
    }

    [Test]
    public async Task An_unplugged_device_is_reported_as_gone_and_read_again_once_it_returns()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        _device.IsUnplugged = true;
        await device.Invoking(s => s.ReadAsync()).Should().ThrowAsync<TemperDeviceGoneException>();
        _device.IsUnplugged = false;

        (await device.ReadAsync()).Sensors.Should().HaveCount(3);
        _device.Opened.Should().Be(2);
    }

    private Reading ReadOnce()
    {
        Reading? reading = null;
        var act = Reading(result => reading = result);
        act();
        return reading!;
    }

    private Action Reading(Action<Reading>? then = null) =>
        () =>
        {
            var device = TemperDevices.Find(_options).Single();
            using var session = new DeviceSession(device, _options);
            var reading = session.Read(Deadline.After(_options.DeviceTimeout, _time));
            then?.Invoke(reading);
        };
}
