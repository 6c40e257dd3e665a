using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>Every kind of device that can be emulated, read through the whole library.</summary>
public sealed class FamilyTests
{
    private static readonly string[] Firmwares = [.. DeviceModels.All.Select(model => model.Firmware)];

    [Test]
    public void There_is_a_model_of_every_family() =>
        Firmwares
            .Select(firmware => FirmwareCatalogue.Find(FirmwareVersion.FromText(firmware))!.Id)
            .Distinct()
            .Should()
            .BeEquivalentTo(FirmwareCatalogue.Families.Select(family => family.Id));

    [TestCaseSource(nameof(Firmwares))]
    public async Task A_device_of_every_model_is_read(string firmware)
    {
        var bench = new DeviceBench(firmware);
        await using var device = await bench.OpenAsync();

        var reading = await bench.RunAsync(device.ReadAsync());

        reading.OutOfRange.Should().BeEmpty();
        (reading.Sensors.Length + reading.Absent.Length).Should().BePositive();
        device.Info.FirmwareFamily.Should().Be(FirmwareCatalogue.Find(FirmwareVersion.FromText(firmware))!.Id);
    }

    [TestCaseSource(nameof(Firmwares))]
    public async Task What_is_encoded_is_decoded(string firmware)
    {
        var bench = new DeviceBench(firmware);
        var model = bench.Device.Model;
        await using var device = await bench.OpenAsync();
        foreach (var (celsius, percent) in new[] { (25.0, 40.0), (-12.5, 90), (60, 10) })
        {
            var values = model.Sensors.Select(sensor =>
                KeyValuePair.Create(sensor.Key, (double?)(sensor.Key == "humidity" ? percent : celsius))
            );
            var reports = ReadingEncoder.FromValues(model, values);
            bench.Device.Reading = () => reports;

            var reading = await bench.RunAsync(device.ReadAsync());

            reading
                .Sensors.Where(sensor => sensor.Quantity == Quantity.Temperature)
                .Should()
                .NotBeEmpty()
                .And.OnlyContain(sensor => Math.Abs(sensor.Value - celsius) < 0.05);

            // Sht1x and Si7005 compensate with the temperature, which the encoder does not: see DeviceModels.
            var tolerance = device.Info.Codec is "sht1x" or "si7005" ? 25 : 0.1;
            reading
                .Sensors.Where(sensor => sensor.Quantity == Quantity.RelativeHumidity)
                .Should()
                .NotContain(sensor => Math.Abs(sensor.Value - percent) > tolerance);
        }
    }

    [Test]
    public async Task A_probe_that_is_not_there_costs_a_moment_and_no_reading()
    {
        var bench = new DeviceBench("TEMPer2_V4.1");
        bench.Device.SetData("0b544e20");
        await using var device = await bench.OpenAsync();

        var reading = await bench.RunAsync(device.ReadAsync());

        reading.Sensors.Should().Equal(new SensorReading("internal", Quantity.Temperature, 29));
        reading.Absent.Should().Equal(new AbsentSensor("external", Quantity.Temperature));
    }

    [Test]
    public async Task A_probe_is_seen_again_when_its_report_comes_again()
    {
        var bench = new DeviceBench("TEMPer2_V4.1");
        bench.Device.SetData("0b544e20");
        await using var device = await bench.OpenAsync();
        await bench.RunAsync(device.ReadAsync());

        bench.Device.SetData("0b544e20+09ca4e20");

        DeviceBench.ValuesOf(await bench.RunAsync(device.ReadAsync())).Should().Equal(29, 25.06);
    }

    [TestCase("TEMPer2_V4.1", "80 80, and then 8 with 80 01, got 8080")]
    [TestCase("TEMPerX_V3.2", "80 80 or 80 40 or 80 20, and then 8 with 80 01 or 80 04, got 8080")]
    public async Task A_probe_whose_report_is_lost_is_asked_again_and_then_fails(string firmware, string message)
    {
        var bench = new DeviceBench(firmware);
        await using var device = await bench.OpenAsync();
        var healthy = await bench.RunAsync(device.ReadAsync());
        bench.Device.Fault = DeviceFault.ProbeLost;
        var before = bench.Device.ReadingQueryCount;

        await FluentActions
            .Awaiting(() => bench.RunAsync(device.ReadAsync()))
            .Should()
            .ThrowAsync<MalformedReplyException>()
            .WithMessage($"malformed reply: expected 8 bytes that begin with {message}*");

        bench.Device.ReadingQueryCount.Should().BeGreaterThan(before + 1);
        bench.Device.Fault = DeviceFault.None;
        (await bench.RunAsync(device.ReadAsync())).Sensors.Should().Equal(healthy.Sensors);
    }

    [TestCase(70)]
    [TestCase(240)]
    [TestCase(450, Description = "later than the first read waits for a probe that may not be there")]
    public async Task A_probe_whose_report_is_late_is_read_once_it_was_seen(int delayMilliseconds)
    {
        var bench = new DeviceBench("TEMPer2_V4.1");
        bench.Device.ProbeDelay = TimeSpan.FromMilliseconds(delayMilliseconds);
        await using var device = await bench.OpenAsync();
        await bench.RunAsync(device.ReadAsync());
        bench.Time.Advance(TimeSpan.FromSeconds(5));

        for (var read = 0; read < 3; read++)
        {
            bench.Device.SetData($"0b544e20+0{read}ca4e20");

            var reading = await bench.RunAsync(device.ReadAsync());

            reading.Absent.Should().BeEmpty();
            DeviceBench.ValuesOf(reading).Should().Equal(29, (0xca + (256 * read)) / 100.0);
            bench.Time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [TestCase("TEMPer2_V4.1")]
    [TestCase("TEMPerX_V3.2")]
    [TestCase("TEMPerHUM_V4.1")]
    [TestCase("TEMPer1F_V4.1")]
    public async Task A_late_answer_is_not_taken_for_the_next_one(string firmware)
    {
        var bench = new DeviceBench(firmware);
        await using var device = await bench.OpenAsync();
        bench.Device.AnswerDelay = TimeSpan.FromSeconds(2.5);
        await FluentActions
            .Awaiting(() => bench.RunAsync(device.ReadAsync()))
            .Should()
            .ThrowAsync<TemperTimeoutException>();
        bench.Device.AnswerDelay = TimeSpan.Zero;
        for (var degrees = 1; degrees <= 5; degrees++)
        {
            var values = bench.Device.Model.Sensors.Select(sensor => KeyValuePair.Create(sensor.Key, (double?)degrees));
            var reports = ReadingEncoder.FromValues(bench.Device.Model, values);
            bench.Device.Reading = () => reports;

            var reading = await bench.RunAsync(device.ReadAsync());

            reading
                .Sensors.Should()
                .OnlyContain(sensor => sensor.Value == degrees)
                .And.HaveCount(bench.Device.Model.Sensors.Length);
            bench.Time.Advance(TimeSpan.FromMilliseconds(700)); // the late answers come in between
        }
    }

    [Test]
    public async Task A_device_with_nothing_inside_is_read_by_its_probe()
    {
        var bench = new DeviceBench("TEMPerX_V3.3");
        bench.Device.SetData("+08dc4e20");
        await using var device = await bench.OpenAsync();
        for (var read = 0; read < 3; read++)
        {
            var reading = await bench.RunAsync(device.ReadAsync());

            reading.Sensors.Should().Equal(new SensorReading("external", Quantity.Temperature, 22.68));
            reading.Absent.Should().BeEmpty();
        }
    }

    [TestCase("TEMPerF1.4", "ffff", 0)]
    [TestCase("TEMPer2_M12_V1.3", "ffff14a0", 1)]
    [TestCase("TEMPerGold_V3.5", "4e204e20", 0)]
    [TestCase("TEMPerHUM_V3.8", "4e204e20", 0)]
    [TestCase("TEMPer2_V4.1", "4e204e20+09ca4e20", 1)]
    public async Task A_dead_sensor_inside_is_out_of_range_and_costs_the_probe_nothing(
        string firmware,
        string data,
        int values
    )
    {
        var bench = new DeviceBench(firmware);
        bench.Device.SetData(data);
        await using var device = await bench.OpenAsync();

        var reading = await bench.RunAsync(device.ReadAsync());

        reading.OutOfRange.Should().NotBeEmpty().And.OnlyContain(value => value.Sensor == "internal");
        reading.Absent.Should().BeEmpty();
        reading.Sensors.Should().HaveCount(values).And.NotContain(sensor => sensor.Sensor == "internal");
    }

    [TestCase("TEMPer1F1.1")]
    [TestCase("TEMPer1F_V1.3")]
    [TestCase("TEMPer1F_V4.1")]
    public async Task A_device_of_which_the_probe_is_all_has_an_external_sensor_or_an_absent_one(string firmware)
    {
        var bench = new DeviceBench(firmware);
        await using var device = await bench.OpenAsync();
        (await bench.RunAsync(device.ReadAsync()))
            .Sensors.Should()
            .ContainSingle()
            .Which.Sensor.Should()
            .Be("external");

        var reports = ReadingEncoder.FromValues(bench.Device.Model, [new("external", null)]);
        bench.Device.Reading = () => reports;

        (await bench.RunAsync(device.ReadAsync()))
            .Absent.Should()
            .Equal(new AbsentSensor("external", Quantity.Temperature));
    }

    [TestCase("TEMPer2_V4.1", DeviceFault.StrayBefore)]
    [TestCase("TEMPer2_V4.1", DeviceFault.AnswerTwice)]
    [TestCase("TEMPer2_V4.1", DeviceFault.Chatter)]
    [TestCase("TEMPerX_V3.2", DeviceFault.AnswerTwice)]
    public async Task Reports_too_many_change_no_reading(string firmware, DeviceFault fault)
    {
        var bench = new DeviceBench(firmware);
        await using var device = await bench.OpenAsync();
        var expected = DeviceBench.ValuesOf(await bench.RunAsync(device.ReadAsync())).ToList();
        bench.Device.Fault = fault;
        for (var read = 0; read < 5; read++)
        {
            DeviceBench.ValuesOf(await bench.RunAsync(device.ReadAsync())).Should().Equal(expected);
        }
    }
}
