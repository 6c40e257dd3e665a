using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>The user's corrections, dew points, and the calibration that a device holds itself.</summary>
public sealed class AdjustedReadingTests
{
    [Test]
    public async Task A_correction_is_for_one_sensor_of_one_device()
    {
        var bench = new DeviceBench("TEMPer2_M12_V1.3", "TEMPer2_M12_V1.3");
        var options = bench.Options with
        {
            Corrections = [new("usb-1/input1", "external", Quantity.Temperature, 2, -1.5)],
        };
        await using var set = new TemperDeviceSet(options);

        var snapshot = await set.ReadAsync();

        DeviceBench.ValuesOf(snapshot.Devices[0].Reading).Should().Equal(21.625, (20.625 * 2) - 1.5);
        DeviceBench.ValuesOf(snapshot.Devices[1].Reading).Should().Equal(21.625, 20.625);
    }

    [Test]
    public async Task Corrections_can_be_replaced_between_reads()
    {
        var bench = new DeviceBench("TEMPer2_M12_V1.3");
        Correction first = new("usb-1/input1", "internal", Quantity.Temperature, 1, 1);
        await using var set = new TemperDeviceSet(bench.Options with { Corrections = [first] });
        DeviceBench.ValuesOf((await set.ReadAsync()).Devices[0].Reading).Should().Equal(22.625, 20.625);

        set.Corrections = [first with { Sensor = "external" }];

        set.Corrections.Should().ContainSingle();
        DeviceBench.ValuesOf((await set.ReadAsync()).Devices[0].Reading).Should().Equal(21.625, 21.625);
        set.Corrections = [];
        DeviceBench.ValuesOf((await set.ReadAsync()).Devices[0].Reading).Should().Equal(21.625, 20.625);
    }

    [Test]
    public async Task A_correction_without_a_sensor_is_for_all_that_have_none_of_their_own()
    {
        var bench = new DeviceBench("TEMPer2_M12_V1.3");
        var options = bench.Options with
        {
            Corrections =
            [
                new("usb-1", Sensor: null, Quantity.Temperature, Offset: 10),
                new("usb-1", "external", Quantity.Temperature, Offset: 1),
            ],
        };
        await using var device = await TemperDevices.OpenFirstAsync(options);

        DeviceBench.ValuesOf(await device.ReadAsync()).Should().Equal(31.625, 21.625);
    }

    [TestCase("usb-1", "usb-1/input1", true)]
    [TestCase("usb-1", "usb-1/tty", true)]
    [TestCase("usb-1/input1", "usb-1/input1", true)]
    [TestCase("usb-1", "usb-1.2/input1", false)]
    [TestCase("usb-1/input1", "usb-1/tty", false)]
    public void A_port_without_its_interface_is_that_port(string portPath, string of, bool expected) =>
        new Correction(portPath, "", Quantity.Temperature).IsOf(of).Should().Be(expected);

    [TestCase(0, 0)]
    [TestCase(double.NaN, 0)]
    [TestCase(1, double.PositiveInfinity)]
    public void A_correction_is_a_number(double scale, double offset) =>
        FluentActions
            .Invoking(() => new Correction("usb-1", "", Quantity.Temperature, scale, offset))
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    [TestCase(3, 0, 100)]
    [TestCase(1, -90, 0)]
    public async Task A_corrected_humidity_stays_one(double scale, double offset, double expected)
    {
        var bench = new DeviceBench("TEMPer1F_H1V1.5F");
        var options = bench.Options with
        {
            Corrections = [new("usb-1/input1", "", Quantity.RelativeHumidity, scale, offset)],
        };
        await using var device = await TemperDevices.OpenFirstAsync(options);

        (await device.ReadAsync()).Sensors[1].Value.Should().Be(expected);
    }

    [Test]
    public async Task A_dew_point_follows_from_the_corrected_values_when_asked_for()
    {
        var bench = new DeviceBench("TEMPerHUM_V4.1");
        var options = bench.Options with
        {
            IncludeDewPoint = true,
            Corrections =
            [
                new("usb-1/input1", "internal", Quantity.Temperature, 2, -20),
                new("usb-1/input1", "internal", Quantity.RelativeHumidity, 2),
            ],
        };
        await using var device = await TemperDevices.OpenFirstAsync(options);

        var sensors = (await device.ReadAsync()).Sensors;
        sensors[^1]
            .Should()
            .Be(
                new SensorReading(
                    "internal",
                    Quantity.DewPoint,
                    DewPoint.Celsius(sensors[0].Value, sensors[1].Value)!.Value
                )
            );
        sensors[0].Value.Should().Be((23.61 * 2) - 20);
    }

    [Test]
    public async Task A_thermometer_has_no_dew_point()
    {
        var bench = new DeviceBench("TEMPer2_V4.1");
        await using var device = await TemperDevices.OpenFirstAsync(bench.Options with { IncludeDewPoint = true });

        (await device.ReadAsync()).Sensors.Should().HaveCount(2);
    }

    [TestCase("TEMPer2_M12_V1.3", "820208f800000000", 0.5, -0.5)]
    [TestCase("TEMPer2_V4.1", "820405000f000000", 0.5, 0)]
    [TestCase("TEMPerF1.4", "820208f800000000", 0.5, null)]
    public async Task A_devices_own_calibration_is_returned(string firmware, string reply, double first, double? second)
    {
        var bench = new DeviceBench(firmware);
        bench.Device.Calibration = Convert.FromHexString(reply);
        await using var device = await bench.OpenAsync();

        var calibration = await device.ReadCalibrationAsync();

        calibration!.Hex.Should().Be(reply);
        calibration.IsZero.Should().BeFalse();
        calibration.Offsets[0].Should().Be(new CalibrationOffset("internal", Quantity.Temperature, first));
        calibration.Offsets.Skip(1).Select(offset => (double?)offset.Value).FirstOrDefault().Should().Be(second);
    }

    [Test]
    public async Task A_device_that_does_not_report_its_calibration_can_still_be_read()
    {
        var bench = new DeviceBench("TEMPer2_M12_V1.3");
        await using var device = await bench.OpenAsync();
        bench.Device.Fault = DeviceFault.Silent;

        (await bench.RunAsync(device.ReadCalibrationAsync())).Should().BeNull();

        bench.Device.Fault = DeviceFault.None;
        DeviceBench.ValuesOf(await device.ReadAsync()).Should().Equal(21.625, 20.625);
    }
}
