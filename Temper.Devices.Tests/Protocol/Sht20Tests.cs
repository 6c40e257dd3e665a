using Temper.Devices.Codecs;

namespace Temper.Devices.Tests.Protocol;

public sealed class Sht20Tests
{
    [Test]
    public void TEMPer1F_H1V15F_is_decoded_as_SHT20_by_default()
    {
        var reading = Decoding.Of("TEMPer1F_H1V1.5F", "800419a806ce0000");

        reading.Sensors[0].Should().Match<SensorReading>(s => s.Quantity == Quantity.Temperature && s.Sensor == "");
        reading.Sensors[0].Value.Should().BeApproximately(23.5924, 1e-4);
        reading.Sensors[1].Value.Should().BeApproximately(47.1616, 1e-4);
    }

    // SHT20 datasheet: T = -46.85 + 175.72 * S / 2^16, RH = -6 + 125 * S / 2^16, S being the word shifted back.
    [TestCase((ushort)0x0000, -46.85)]
    [TestCase((ushort)0x1000, -2.92)]
    [TestCase((ushort)0x2000, 41.01)]
    public void Temperature_follows_the_datasheet(ushort raw, double celsius) =>
        Sht20.Celsius(raw).Should().BeApproximately(celsius, 1e-9);

    [TestCase((ushort)0x0000, 0.0)]
    [TestCase((ushort)0x0800, 56.5)]
    [TestCase((ushort)0x0fff, 100.0)]
    public void Humidity_follows_the_datasheet_and_stays_within_0_and_100(ushort raw, double percent) =>
        Sht20.RelativeHumidityPercent(raw).Should().BeApproximately(percent, 1e-9);

    [TestCase("4000", "06ce", Quantity.RelativeHumidity)]
    [TestCase("0000", "06ce", Quantity.RelativeHumidity)]
    [TestCase("3fff", "06ce", Quantity.RelativeHumidity)]
    [TestCase("19a8", "1000", Quantity.Temperature)]
    public void A_word_the_chip_cannot_send_is_out_of_range_and_the_other_stays(string t, string rh, Quantity stays)
    {
        var reading = Decoding.Of("TEMPer1F_H1V1.5F", $"8004{t}{rh}0000");

        reading.Sensors.Should().ContainSingle().Which.Quantity.Should().Be(stays);
        reading.OutOfRange.Should().ContainSingle().Which.Quantity.Should().NotBe(stays);
    }

    [Test]
    public void Temperatures_below_zero_are_negative() =>
        Decoding.Of("TEMPer1F_H1V1.5F", "80040f0006ce0000").Sensors[0].Value.Should().BeApproximately(-5.665625, 1e-5);
}
