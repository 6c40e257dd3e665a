using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>Devices that are plugged in and unplugged.</summary>
public sealed class HotPlugTests
{
    private const int Rounds = 1000;

    [Test]
    public async Task A_thousand_times_it_disappears_with_the_next_scrape_and_returns_with_the_one_after()
    {
        await using var exporter = await HostedExporter.StartAsync(devices: 2);
        await RoundsAsync(exporter, 100);
        var before = exporter.Figures();

        await RoundsAsync(exporter, Rounds);

        var after = exporter.Figures();
        Figures.Add("1,000 plug and unplug rounds", $"0 failed scrapes; {before} -> {after}");
        after.Threads.Should().BeLessThan(64);
        after.Descriptors.Should().BeLessThan(before.Descriptors + 10);
    }

    [Test]
    public async Task Ten_thousand_times_while_scrapes_are_under_way_and_the_others_are_in_each()
    {
        await using var exporter = await HostedExporter.StartAsync(devices: 8);
        using var end = new CancellationTokenSource();
        var scrapers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => ScrapeAsync(exporter, end.Token))).ToList();
        for (var round = 0; round < 10 * Rounds; round++)
        {
            await exporter.TellAsync($"replug {1 + (round % 4)}");
            await Task.Delay(TimeSpan.FromMilliseconds(round % 10 == 0 ? 1 : 0)); // the machine is the scrapes' too
        }

        await end.CancelAsync();
        var scrapes = (await Task.WhenAll(scrapers)).Sum();

        Figures.Add("10,000 replugs during scrapes", $"{scrapes} scrapes, 0 failed; {exporter.Figures()}");
        (await exporter.ScrapeAsync()).DevicesRead().Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static async Task RoundsAsync(HostedExporter exporter, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await exporter.TellAsync("unplug 1");
            var without = await exporter.ScrapeAsync();
            without.DevicesRead().Should().Equal(2);
            without.Samples.Keys.Should().NotContain(series => series.Contains("usb-1/", StringComparison.Ordinal));

            await exporter.TellAsync("plug 1");
            (await exporter.ScrapeAsync()).DevicesRead().Should().Equal(1, 2);
        }
    }

    private static async Task<int> ScrapeAsync(HostedExporter exporter, CancellationToken end)
    {
        var scrapes = 0;
        for (; !end.IsCancellationRequested; scrapes++)
        {
            (await exporter.ScrapeAsync()).DevicesUp().Should().Contain([5, 6, 7, 8]);
        }

        return scrapes;
    }
}
