namespace Temper.Devices.Tests;

public sealed class DewPointTests
{
    [TestCase(20, 50, 9.3)] // the rounded values that weather services' tables give
    [TestCase(25, 60, 16.7)]
    [TestCase(30, 80, 26.2)]
    [TestCase(0, 70, -4.8)]
    public void It_is_what_tables_give(double celsius, double percent, double expected) =>
        DewPoint.Celsius(celsius, percent).Should().BeApproximately(expected, 0.06);

    [TestCase(-40)]
    [TestCase(0)]
    [TestCase(60)]
    public void Saturated_air_is_at_its_dew_point(double celsius) =>
        DewPoint.Celsius(celsius, 100).Should().BeApproximately(celsius, 1e-9);

    // Against another formula: A. L. Buck, New equations for computing vapor pressure, J. Appl.
    // Meteor. 20 (1981), as revised 1996.
    [Test]
    public void The_vapour_pressure_at_the_dew_point_is_the_airs()
    {
        for (var celsius = -20.0; celsius <= 60; celsius += 5)
        {
            for (var percent = 5.0; percent <= 100; percent += 5)
            {
                var pressure = Buck(celsius) * percent / 100;
                var dewPoint = DewPoint.Celsius(celsius, percent)!.Value;

                pressure.Should().BeInRange(Buck(dewPoint - 0.15), Buck(dewPoint + 0.15), $"{celsius} °C, {percent} %");
            }
        }
    }

    [TestCase(20, 0)]
    [TestCase(20, double.NaN)]
    [TestCase(double.NaN, 50)]
    [TestCase(-243.12, 50)]
    [TestCase(-300, 50)]
    [TestCase(85, 50)]
    public void Dry_air_and_air_that_the_formula_is_not_for_have_none(double celsius, double percent) =>
        DewPoint.Celsius(celsius, percent).Should().BeNull();

    private static double Buck(double celsius) =>
        6.1121 * Math.Exp((18.678 - (celsius / 234.5)) * (celsius / (257.14 + celsius)));
}
