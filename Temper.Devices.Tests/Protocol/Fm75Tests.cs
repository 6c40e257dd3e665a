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

    [TestCase("7fff")]
    [TestCase("8000")]
    [TestCase("7d10")]
    [TestCase("c8f0")]
    public void A_value_the_chip_cannot_measure_is_refused_and_costs_the_other_sensor_nothing(string word)
    {
        var reading = Decoding.Of("TEMPer2_M12_V1.3", $"8004{word}14a00000");

        reading.Sensors.Should().ContainSingle().Which.Sensor.Should().Be("external");
        reading.OutOfRange.Should().ContainSingle().Which.Raw.Should().Be(Convert.ToUInt16(word, 16));
    }
}
