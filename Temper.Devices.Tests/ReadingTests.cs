namespace Temper.Devices.Tests;

public sealed class ReadingTests
{
    private static readonly Reading Reading = new(
        [
            new("internal", Quantity.Temperature, 21.5),
            new("internal", Quantity.RelativeHumidity, 40),
            new("external", Quantity.Temperature, -40),
        ],
        Absent: [],
        OutOfRange: [new("outside", Quantity.Temperature, 200, 0x7ff0)]
    );

    [Test]
    public void A_sensor_is_found_by_name_and_quantity()
    {
        Reading.Find("external", Quantity.Temperature)!.Value.Should().Be(-40);
        Reading.Find("internal", Quantity.RelativeHumidity)!.Value.Should().Be(40);
        Reading.Find("external", Quantity.RelativeHumidity).Should().BeNull();
        Reading.Find("outside", Quantity.Temperature).Should().BeNull("its value is out of range");
    }

    [Test]
    public void The_first_sensor_of_a_quantity_is_found()
    {
        Reading.Find(Quantity.Temperature)!.Sensor.Should().Be("internal");
        Reading.Find(Quantity.DewPoint).Should().BeNull();
    }

    [TestCase(21.5, 70.7)]
    [TestCase(-40, -40)]
    [TestCase(0, 32)]
    public void Temperatures_are_offered_in_fahrenheit(double celsius, double fahrenheit) =>
        new SensorReading("", Quantity.Temperature, celsius).Fahrenheit.Should().BeApproximately(fahrenheit, 1e-9);

    [Test]
    public void A_humidity_has_no_fahrenheit() =>
        new SensorReading("", Quantity.RelativeHumidity, 40).Fahrenheit.Should().BeNull();
}
