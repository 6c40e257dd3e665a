using Temper.Devices.Codecs;

namespace Temper.Devices.Tests.Protocol;

/// <summary>Si7005 and Si7021: vectors worked out from the datasheets' formulas by hand.</summary>
public sealed class SiliconLabsTests
{
    [TestCase(0x0140, -40)] // 320 / 32 - 50
    [TestCase(0x0640, 0)]
    [TestCase(0x0960, 25)]
    [TestCase(0x10e0, 85)]
    public void Si7005_temperature_is_32nds_from_minus_50(int raw, double celsius) =>
        Si7005.Celsius((ushort)raw).Should().Be(celsius);

    // At 30 °C: value = raw/16 - 24, then value + 0.00393 value² - 0.4008 value + 4.7844.
    [TestCase(0x04a0, 30, 44.5694)] // value 50: 50 + 9.825 - 20.04 + 4.7844
    [TestCase(0x04a0, 20, 41.54010522)] // that and -10 * (0.00237 * 44.5694 + 0.1973)
    [TestCase(0x0000, 30, 0)]
    [TestCase(0x0fff, 30, 100)]
    public void Si7005_humidity_is_linearised_compensated_and_cut(int raw, double celsius, double percent) =>
        Si7005.RelativeHumidityPercent((ushort)raw, celsius).Should().BeApproximately(percent, 1e-6);

    [TestCase("8004400004800000", true)]
    [TestCase("8004096010000000", false)]
    public void Si7005_words_with_too_many_bits_are_out_of_range(string report, bool isTemperature)
    {
        var reading = Decoding.Of("TEMPerHumM12V1.0", report);

        reading.OutOfRange[0].Quantity.Should().Be(isTemperature ? Quantity.Temperature : Quantity.RelativeHumidity);
    }

    [TestCase(0x6b80, 26.939, 0x4332, 26.81)] // capture hum1v12-golpher, TEMPered issue 33
    [TestCase(0x0a00, -39.986, 0x0000, 0)]
    [TestCase(0xe000, 106.905, 0xffff, 100)] // the top bits are set: unsigned
    public void Si7021_words_are_unsigned(int temperatureRaw, double celsius, int humidityRaw, double percent)
    {
        Si7021.Celsius((ushort)temperatureRaw).Should().BeApproximately(celsius, 0.0006);
        Si7021.RelativeHumidityPercent((ushort)humidityRaw).Should().BeApproximately(percent, 0.005);
    }

    [Test]
    public void Si7021_temperatures_beyond_the_chip_are_out_of_range() =>
        Decoding.Of("TEMPerHumM12V1.2", "8004ffff43320000").OutOfRange.Should().ContainSingle();
}
