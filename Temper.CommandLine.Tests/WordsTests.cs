using Temper.Devices;

namespace Temper.CommandLine.Tests;

/// <summary>The words that dashboards, alerts and scripts depend on.</summary>
public sealed class WordsTests
{
    [Test]
    public void Every_quantity_has_its_word() =>
        Enum.GetValues<Quantity>().Select(Words.Of).Should().Equal("temperature", "humidity", "dew_point");

    [Test]
    public void Every_reason_has_its_word() =>
        Enum.GetValues<TemperErrorReason>()
            .ToDictionary(reason => reason, Words.Of)
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
                }
            );
}
