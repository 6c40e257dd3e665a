using System.Globalization;
using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>Memory that could grow with the number of events rather than with the number of devices.</summary>
public sealed class KeptTests
{
    private const int Rounds = 500;
    private const int FewBytesARound = 200; // a device's session alone has more

    [Test]
    public async Task Nothing_is_kept_of_devices_that_came_and_went_and_failed()
    {
        var (exitCode, output, error) = await Programs.RunAsync(Programs.Tests, Kept.Command, $"{Rounds}");

        exitCode.Should().Be(0, error);
        var bytes = long.Parse(output, CultureInfo.InvariantCulture);
        Figures.Add(
            "Kept after 500 rounds of plugging, faults and vanishing clients",
            string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB")
        );
        bytes.Should().BeLessThan(Rounds * FewBytesARound);
    }
}
