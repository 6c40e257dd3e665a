namespace Temper.Devices.Tests.Protocol;

public sealed class CentiTests
{
    [TestCase("80800d544e200000", "80010af04e200000", 34.12, 28.0)]
    [TestCase("8080ff9c4e200000", "8001f0604e200000", -1.0, -40.0)]
    [TestCase("808000004e200000", "8001ffff4e200000", 0, -0.01, Description = "ffff is not a sentinel here")]
    public void Words_are_hundredths_and_signed(
        string inner,
        string outer,
        double internalCelsius,
        double externalCelsius
    ) =>
        Decoding
            .Of("TEMPer2_V3.7", [inner, outer])
            .Sensors.Should()
            .Equal(
                new SensorReading("internal", Quantity.Temperature, internalCelsius),
                new SensorReading("external", Quantity.Temperature, externalCelsius)
            );

    [Test]
    public void Humidity_is_hundredths_too() =>
        Decoding
            .Of("TEMPerHUM_V3.8", "8020090111930000")
            .Sensors.Should()
            .Equal(
                new SensorReading("internal", Quantity.Temperature, 23.05),
                new SensorReading("internal", Quantity.RelativeHumidity, 44.99)
            );

    [TestCase("80800b544e200000", null, Description = "powered up without the probe: one report")]
    [TestCase("80800b544e200000", "80014e204e200000", Description = "pulled later")]
    public void A_probe_that_is_not_there_is_absent(string inner, string? outer)
    {
        var reading = Decoding.Of("TEMPer2_V4.1", outer is null ? [inner] : [inner, outer]);

        reading.Sensors.Should().Equal(new SensorReading("internal", Quantity.Temperature, 29));
        reading.Absent.Should().Equal(new AbsentSensor("external", Quantity.Temperature));
    }

    [Test]
    public void A_device_with_an_outer_probe_only_says_external()
    {
        var reading = Decoding.Of("TEMPerX_V3.3", "800108984e200000");

        reading.Sensors.Should().Equal(new SensorReading("external", Quantity.Temperature, 22));
        reading.Absent.Should().BeEmpty();
    }

    [TestCase("TEMPerGold_V3.5", "80804e204e200000")]
    [TestCase("TEMPer2_V4.1", "80804e204e200000", "800109ca4e200000")]
    [TestCase("TEMPerHUM_V4.1", "80204e2010360000")]
    public void A_dead_sensor_inside_is_out_of_range_and_not_absent(string firmware, params string[] reports)
    {
        var reading = Decoding.Of(firmware, reports);

        reading.OutOfRange.Should().Equal(new OutOfRangeReading("internal", Quantity.Temperature, 200, 0x4e20));
        reading.Absent.Should().BeEmpty();
    }

    [Test]
    public void A_dead_humidity_sensor_inside_is_out_of_range_and_costs_no_temperature()
    {
        var reading = Decoding.Of("TEMPerHUM_V4.1", "802009394e200000");

        reading.Sensors.Should().Equal(new SensorReading("internal", Quantity.Temperature, 23.61));
        reading.OutOfRange.Should().Equal(new OutOfRangeReading("internal", Quantity.RelativeHumidity, 200, 0x4e20));
        reading.Absent.Should().BeEmpty();
    }

    [Test]
    public void A_TEMPerX_may_have_nothing_inside()
    {
        var reading = Decoding.Of("TEMPerX_V3.3", ["80804e204e200000", "800108984e200000"]);

        reading.Sensors.Should().Equal(new SensorReading("external", Quantity.Temperature, 22));
        reading.Absent.Should().Equal(new AbsentSensor("internal", Quantity.Temperature));
        reading.OutOfRange.Should().BeEmpty();
    }

    [TestCase("TEMPerX_V3.3")]
    [TestCase("TEMPerHUM_V3.9")]
    public void A_hygrometer_may_report_with_code_40(string firmware) =>
        Decoding
            .Of(firmware, "80400af914630000")
            .Sensors.Should()
            .Equal(
                new SensorReading("internal", Quantity.Temperature, 28.09),
                new SensorReading("internal", Quantity.RelativeHumidity, 52.19)
            );

    [TestCase("80407fff11300000", Description = "327 °C")]
    [TestCase("8040800011300000", Description = "-327 °C")]
    public void A_temperature_beyond_every_probe_is_out_of_range(string report) =>
        Decoding
            .Of("TEMPerX_V3.3", report)
            .OutOfRange.Should()
            .ContainSingle(value => value.Quantity == Quantity.Temperature);

    [Test]
    public void More_than_all_the_water_is_out_of_range() =>
        Decoding
            .Of("TEMPerHUM_V4.1", "8020090127110000")
            .OutOfRange.Should()
            .Equal(new OutOfRangeReading("internal", Quantity.RelativeHumidity, 100.01, 0x2711));
}
