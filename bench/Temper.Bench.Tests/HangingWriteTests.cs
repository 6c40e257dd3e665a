using Temper.Bench.Tests.Guest;

namespace Temper.Bench.Tests;

/// <summary>
/// A device that takes no query holds a lock of the kernel for 5 s, behind which every other device's query waits as
/// soon as anything opens or closes a node (docs/adr/0012).
/// </summary>
public sealed class HangingWriteTests
{
    private static readonly int[] Good = [3, 4, 5, 6];

    [TestCase(2.5, 16)]
    [TestCase(15, 3)]
    public async Task Good_devices_are_missing_from_the_scrapes_of_a_hang_only(double intervalSeconds, int scrapes)
    {
        await using var devices = await PluggedDevices.PlugAsync([.. Enumerable.Repeat(PluggedDevices.Twin, 7)]);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2, 3, 4, 5, 6, 7);
        await devices.TellAsync("fault 1 write-hangs");
        await devices.TellAsync("fault 2 stall");
        var before = await devices.QueriesAsync(1);
        var disturbance = DisturbAsync(devices);
        var incomplete = new List<string>();

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(intervalSeconds));
        for (var scrape = 0; scrape < scrapes; scrape++)
        {
            var found = await exporter.DevicesInScrapeAsync();
            if (Good.Except(found).Any())
            {
                incomplete.Add($"{scrape}: {string.Join(' ', found)}");
            }

            if (disturbance.IsCompleted)
            {
                await disturbance;
                disturbance = DisturbAsync(devices);
            }

            await timer.WaitForNextTickAsync();
        }

        await disturbance;
        var hangs = await devices.QueriesAsync(1) - before;
        await Figures.AddAsync(
            $"Scrapes without a good stick, one of 7 hanging and one stalling, every {intervalSeconds} s",
            $"{incomplete.Count} of {scrapes}, {hangs} hanging writes"
        );
        hangs.Should().BePositive();
        incomplete.Count.Should().BeLessThanOrEqualTo(ScrapesIn(hangs, intervalSeconds), string.Join("; ", incomplete));
        await devices.TellAsync("fault 1 none");
    }

    // A write hangs for 5 s at most, in which one scrape begins, or two of those that are 2.5 s apart.
    private static int ScrapesIn(int hangs, double intervalSeconds) =>
        hangs * (int)Math.Max(1, Math.Ceiling(5 / intervalSeconds));

    // What opens and closes nodes: another program that reads a good device, and a device that is plugged in and out.
    private static async Task DisturbAsync(PluggedDevices devices)
    {
        await Programs.RunAsync(Programs.Reader("--device", "usb-vhci_hcd.0-3/input1"));
        await devices.TellAsync("unplug 7");
        await Hidraw.WaitForAsync(devices: 6);
        await devices.TellAsync("plug 7");
        await Hidraw.WaitForAsync(devices: 7);
    }
}
