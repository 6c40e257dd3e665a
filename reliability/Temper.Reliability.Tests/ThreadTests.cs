using System.Globalization;
using Temper.Exporter.Testing;

namespace Temper.Reliability.Tests;

/// <summary>Which threads a scrape wakes (docs/adr/0026).</summary>
public sealed class ThreadTests
{
    private const int Scrapes = 500;
    private const string PoolThread = ".NET TP Worker";

    [Test]
    public async Task A_scrape_wakes_no_thread_of_the_pool()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate");
        using var client = new HttpClient();
        await ScrapeAsync(client, exporter.MetricsUri);
        var before = Switches(exporter.Id);

        await ScrapeAsync(client, exporter.MetricsUri);

        var switches = (double)(Switches(exporter.Id) - before) / Scrapes;
        Figures.Add(
            "Thread switches of the pool in a scrape",
            switches.ToString("0.000", CultureInfo.InvariantCulture)
        );
        switches.Should().BeLessThan(0.5, "timers and the garbage collector may wake one now and then");
    }

    private static async Task ScrapeAsync(HttpClient client, Uri metrics)
    {
        for (var scrape = 0; scrape < Scrapes; scrape++)
        {
            (await client.GetStringAsync(metrics)).Should().Contain("temper_temperature_celsius{");
        }
    }

    // Voluntary and involuntary ones: a thread that looks for work yields, which counts as involuntary.
    private static long Switches(int process) =>
        Directory
            .GetDirectories($"/proc/{process}/task")
            .Where(thread => File.ReadAllText($"{thread}/comm").TrimEnd() == PoolThread)
            .SelectMany(thread => File.ReadLines($"{thread}/status"))
            .Where(line => line.Contains("ctxt_switches", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.AsSpan(line.LastIndexOf('\t') + 1), CultureInfo.InvariantCulture));
}
