using Temper.Devices.Codecs;

namespace Temper.Devices.Tests.Protocol;

public sealed class Fm75Tests
{
    // FM75 datasheet, table "Temperature data format" (two's complement, left-justified), and captures.
    [TestCase(unchecked((short)0x7d00), 125.0)]
    [TestCase((short)0x1900, 25.0)]
    [TestCase((short)0x0080, 0.5)]
    [TestCase((short)0x0010, 0.0625)]
    [TestCase((short)0x0000, 0.0)]
    [TestCase(unchecked((short)0xfff0), -0.0625)]
    [TestCase(unchecked((short)0xff80), -0.5)]
    [TestCase(unchecked((short)0xe700), -25.0)]
    [TestCase(unchecked((short)0xc900), -55.0)]
    [TestCase((short)0x15a0, 21.625)]
    public void A_word_is_256ths_of_a_degree_in_twos_complement(short raw, double celsius) =>
        Fm75.Celsius(raw).Should().Be(celsius);

    [TestCase("8004fff014a00000", -0.0625)]
    [TestCase("8004c90014a00000", -55)]
    public void Temperatures_below_zero_are_negative(string reply, double celsius) =>
        Decoding.Of("TEMPer2_M12_V1.3", reply).Sensors[0].Value.Should().Be(celsius);

    [Test]
    public void A_probe_that_is_not_plugged_in_is_absent_and_no_number()
    {
        var reading = Decoding.Of("TEMPer2_M12_V1.3", "800415a0ffff0000");

        reading.Sensors.Should().ContainSingle().Which.Sensor.Should().Be("internal");
        reading.Absent.Should().ContainSingle().Which.Sensor.Should().Be("external");
        reading.OutOfRange.Should().BeEmpty();
    }

    // The case of arminfuerst/tempersensor and its siblings: only the word at 4 is the probe's, whatever stands at 2.
    [TestCase("80040000ffff0000")]
    [TestCase("8004ffffffff0000")]
    [TestCase("80041480ffff0000")]
    public void A_TEMPer1F_without_its_probe_has_no_value(string reply)
    {
        var reading = Decoding.Of("TEMPer1F_V1.3r1F", reply);

        reading.Sensors.Should().BeEmpty();
        reading.OutOfRange.Should().BeEmpty();
        reading.Absent.Should().Equal(new AbsentSensor("external", Quantity.Temperature));
    }

    [TestCase("8004060606f00000", 6.9375)]
    [TestCase("8004eeeeee400000", -17.75)]
    [TestCase("8004232323900000", 35.5625)]
    [TestCase("8004fffffff00000", -0.0625)]
    public void A_TEMPer1F_is_read_at_its_second_word(string reply, double celsius) =>
        Decoding
            .Of("TEMPer1F_V1.3r1F", reply)
            .Sensors.Should()
            .Equal(new SensorReading("external", Quantity.Temperature, celsius));

    [Test]
    public void A_TEMPer1_measures_at_the_end_of_its_cable()
    {
        Decoding
            .Of("TEMPer1F1.1Per1F", "8002135065723146")
            .Sensors.Should()
            .Equal(new SensorReading("external", Quantity.Temperature, 19.3125));

        Decoding
            .Of("TEMPer1F1.1Per1F", "8002ffff65723146")
            .Absent.Should()
            .Equal(new AbsentSensor("external", Quantity.Temperature));
    }

    [TestCase("TEMPerF1.4", "8002ffff65724631")]
    [TestCase("TEMPer2_M12_V1.3", "8004ffff14a00000")]
    [TestCase("TEMPerNTC F1.0NT", "8006ffff14a014a0")]
    public void A_chip_inside_that_does_not_answer_is_out_of_range_and_not_absent(string firmware, string reply)
    {
        var reading = Decoding.Of(firmware, reply);

        reading
            .OutOfRange.Should()
            .ContainSingle()
            .Which.Should()
            .Match<OutOfRangeReading>(value => value.Raw == 0xffff);
        reading.Absent.Should().BeEmpty();
    }

    [TestCase("7fff")]
    [TestCase("8000")]
    [TestCase("7d10")]
    [TestCase("c8f0")]
    public void A_value_the_chip_cannot_measure_is_out_of_range_and_costs_the_other_sensor_nothing(string word)
    {
        var reading = Decoding.Of("TEMPer2_M12_V1.3", $"8004{word}14a00000");

        reading.Sensors.Should().ContainSingle().Which.Sensor.Should().Be("external");
        reading.OutOfRange.Should().ContainSingle().Which.Raw.Should().Be(Convert.ToUInt16(word, 16));
    }
}
