namespace Temper.Devices.Tests;

/// <summary>The names that dashboards, alerts and scripts depend on.</summary>
public sealed class TemperNamesTests
{
    [Test]
    public void Every_quantity_has_its_name() =>
        Enum.GetValues<Quantity>().Select(TemperNames.Of).Should().Equal("temperature", "humidity", "dew_point");

    [Test]
    public void Every_quantity_has_a_unit() =>
        Enum.GetValues<Quantity>().Select(TemperNames.UnitOf).Should().Equal("celsius", "percent", "celsius");

    [Test]
    public void Every_reason_has_its_name() =>
        Enum.GetValues<TemperErrorReason>()
            .ToDictionary(reason => reason, TemperNames.Of)
            .Should()
            .BeEquivalentTo(
                new Dictionary<TemperErrorReason, string>
                {
                    [TemperErrorReason.Permission] = "permission",
                    [TemperErrorReason.Busy] = "busy",
                    [TemperErrorReason.Gone] = "gone",
                    [TemperErrorReason.Io] = "io",
                    [TemperErrorReason.Timeout] = "timeout",
                    [TemperErrorReason.Malformed] = "malformed",
                    [TemperErrorReason.UnknownFirmware] = "unknown_firmware",
                    [TemperErrorReason.NotFound] = "not_found",
                }
            );
}
