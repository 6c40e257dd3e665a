using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Tests.Fakes;

namespace Temper.Devices.Tests.Serial;

/// <summary>
/// What a TEMPerX232 answers beside readings: that it has no sensor, its own calibration, damaged lines.
/// </summary>
public sealed class SerialAnswerTests
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

    // The vendor's page: "unknow!" (sic) replaces the type of a sensor if none is identified.
    [TestCase("unknow!\r\n", 60)]
    [TestCase("unknow!<\r\n", 60)]
    [TestCase("unknow!:0.00 [C],0.00 [%RH]<\r\n", 60)]
    [TestCase("unknow!", 60 + 150)]
    public async Task A_device_that_has_identified_no_sensor_says_so_at_once(string answer, int milliseconds)
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        _device.Reply = [(60, answer)];
        var start = _time.GetUtcNow();

        (await device.Invoking(s => s.ReadAsync()).Should().ThrowAsync<MalformedReplyException>())
            .WithMessage("the device reports that it has identified no sensor (\"unknow!*\"); replug it")
            .Where(e => e.ActualHex.StartsWith("756e6b6e6f7721"));

        (_time.GetUtcNow() - start).Should().Be(TimeSpan.FromMilliseconds(milliseconds));
        _device.Commands.Should().Equal("Version", "ReadTemp");
    }

    [Test]
    public async Task A_device_that_has_identified_its_sensor_again_is_read_again()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        var good = _device.Reply;
        _device.Reply = [(60, "unknow!\r\n")];
        await device.Invoking(s => s.ReadAsync()).Should().ThrowAsync<MalformedReplyException>();

        _device.Reply = good;

        (await device.ReadAsync()).Sensors.Should().HaveCount(3);
    }

    [Test]
    public async Task A_damaged_reply_is_quoted_as_text()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        _device.Reply = [(80, "Temp-Inner:86.95 [F]\x1b<\r\n")];

        (await device.Invoking(s => s.ReadAsync()).Should().ThrowAsync<MalformedReplyException>()).WithMessage(
            "malformed reply: expected lines Temp-Inner:n [C],n [%RH]< and Temp-Outer:n [C]<, or one of them, "
                + "got \"Temp-Inner:86.95 [F]\ufffd<\"*"
        );
    }

    [Test]
    public async Task A_serial_devices_own_calibration_is_read()
    {
        _device.Calibration = "Outer-Calib:0.5 [C],0.0 [%RH]\r\nInner-Calib:-1.5 [C],2.0 [%RH]<\r\n";
        await using var device = await TemperDevices.OpenFirstAsync(_options);

        var calibration = await device.ReadCalibrationAsync();

        calibration!
            .Offsets.Should()
            .Equal(
                new CalibrationOffset("internal", Quantity.Temperature, -1.5),
                new CalibrationOffset("internal", Quantity.RelativeHumidity, 2),
                new CalibrationOffset("external", Quantity.Temperature, 0.5),
                new CalibrationOffset("external", Quantity.RelativeHumidity, 0)
            );
        calibration.IsZero.Should().BeFalse();
    }

    [TestCase(null, 4, Description = "capture x232v20-readcalib: the last line has no end")]
    [TestCase("Inner-Calib:0.0 [C],0.0 [%RH]<\r\n", 2, Description = "the vendor's page: the inner sensor only")]
    [TestCase("unknow!\r\n", 0)]
    public async Task A_calibration_of_zeros_or_of_no_sensor_changes_nothing(string? answer, int offsets)
    {
        _device.Calibration = answer ?? _device.Calibration;
        await using var device = await TemperDevices.OpenFirstAsync(_options);

        var calibration = await device.ReadCalibrationAsync(TimeSpan.FromSeconds(0.5));

        calibration!.IsZero.Should().BeTrue();
        calibration.Offsets.Should().HaveCount(offsets);
    }

    [TestCase("")]
    [TestCase("ERROR\r\n")]
    [TestCase("Inner-Calib:1.0 [F]\r\nOuter-Calib:0.0 [C]\r\n")]
    public async Task A_serial_device_without_a_valid_calibration_has_none_and_is_read_on(string answer)
    {
        _device.Calibration = answer;
        await using var device = await TemperDevices.OpenFirstAsync(_options);

        (await device.ReadCalibrationAsync(TimeSpan.FromSeconds(0.5))).Should().BeNull();

        (await device.ReadAsync()).Sensors.Should().HaveCount(3);
    }

    [Test]
    public async Task A_late_calibration_line_is_not_a_damaged_reading()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        _device.Reply =
        [
            (20, "Inner-Calib:0.0 [C],0.0 [%RH]<\r\n"),
            (60, "Temp-Inner:30.53 [C],39.92 [%RH]<\r\n"),
            (20, "Temp-Outer:-0.31 [C]<\r\n"),
        ];

        (await device.ReadAsync()).Sensors.Should().HaveCount(3);
        _device.Commands.Should().Equal("Version", "ReadTemp");
    }
}
