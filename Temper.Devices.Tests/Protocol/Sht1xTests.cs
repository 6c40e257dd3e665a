using Temper.Devices.Codecs;

namespace Temper.Devices.Tests.Protocol;

public sealed class Sht1xTests
{
    [Test]
    public void The_references_numbers_come_out_to_the_last_digit()
    {
        var reading = Decoding.Of("TEMPer1F_H1V1.5F", "800419a806ce0000", Codec.Sht1x);

        reading
            .Sensors.Should()
            .Equal(
                new SensorReading("", Quantity.Temperature, 25.980000000000004),
                new SensorReading("", Quantity.RelativeHumidity, 57.18932593800001)
            );
    }

    // SHT1x datasheet: 14-bit temperature, T = -39.7 + 0.01 * SO at 3.5 V.
    [TestCase((ushort)0, -39.7)]
    [TestCase((ushort)3970, 0.0)]
    [TestCase((ushort)3000, -9.7)]
    [TestCase((ushort)6470, 25.0)]
    public void Temperature_follows_the_datasheet(ushort raw, double celsius) =>
        Sht1x.Celsius(raw).Should().BeApproximately(celsius, 1e-9);

    // At 25 °C the compensation vanishes, and only the linear formula is left.
    [TestCase((ushort)1000, 33.0577)]
    [TestCase((ushort)2000, 64.9712)]
    public void Humidity_follows_the_datasheet(ushort raw, double percent) =>
        Sht1x.RelativeHumidityPercent(raw, celsius: 25).Should().BeApproximately(percent, 1e-9);

    [TestCase((ushort)0, 0.0)]
    [TestCase((ushort)4095, 100.0)]
    public void Humidity_stays_within_0_and_100(ushort raw, double percent) =>
        Sht1x.RelativeHumidityPercent(raw, celsius: 25).Should().Be(percent);

    [Test]
    public void A_temperature_wider_than_14_bits_is_out_of_range_and_the_humidity_that_needs_it_too()
    {
        var reading = Decoding.Of("TEMPer1F_H1V1.5F", "8004ffff06ce0000", Codec.Sht1x);

        reading.Sensors.Should().BeEmpty();
        reading
            .OutOfRange.Select(refused => refused.Quantity)
            .Should()
            .Equal(Quantity.Temperature, Quantity.RelativeHumidity);
    }

    [Test]
    public void A_humidity_wider_than_12_bits_is_out_of_range_and_the_temperature_stays()
    {
        var reading = Decoding.Of("TEMPer1F_H1V1.5F", "800419a8ffff0000", Codec.Sht1x);

        reading.Sensors.Should().ContainSingle().Which.Quantity.Should().Be(Quantity.Temperature);
        reading.OutOfRange.Should().ContainSingle().Which.Raw.Should().Be(0xffff);
    }
}
