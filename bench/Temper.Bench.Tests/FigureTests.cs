using System.Diagnostics;
using System.Globalization;
using Temper.Bench.Tests.Guest;

namespace Temper.Bench.Tests;

/// <summary>Measures. What is asserted is that every scrape measured was a whole one.</summary>
public sealed class FigureTests
{
    [Test]
    public async Task Scrape_times([Values(1, 2, 8, 15)] int count, [Values(0, 8)] int pollMilliseconds)
    {
        await using var devices = await PluggedDevices.PlugAsync(
            pollMilliseconds,
            [.. Enumerable.Repeat(PluggedDevices.Twin, count)]
        );
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync([.. Enumerable.Range(1, count)]);
        await ScrapeAsync(exporter, times: 20, count); // warms up

        var times = await ScrapeAsync(exporter, times: 60, count);

        var polling = pollMilliseconds == 0 ? "" : $", polled every {pollMilliseconds} ms";
        await Figures.AddAsync(
            $"Scrape of {count} stick{(count == 1 ? "" : "s")}{polling}",
            Figures.Milliseconds(times)
        );
    }

    [Test]
    public async Task Scrape_times_with_one_silent_device_among_eight()
    {
        await using var devices = await PluggedDevices.PlugAsync([.. Enumerable.Repeat(PluggedDevices.Twin, 8)]);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync([.. Enumerable.Range(1, 8)]);
        await ScrapeAsync(exporter, times: 5, count: 8);
        await devices.TellAsync("fault 4 silent");

        var times = await ScrapeAsync(exporter, times: 7, count: 7);

        await Figures.AddAsync("Scrape of 8 sticks, one of them silent", Figures.Milliseconds(times));
    }

    [Test]
    public async Task Start_to_the_first_scrape()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin);
        var times = new List<TimeSpan>();
        for (var start = 0; start < 7; start++)
        {
            var clock = Stopwatch.StartNew();
            await using var exporter = await Exporter.StartAsync();
            (await exporter.DevicesInScrapeAsync()).Should().HaveCount(1);
            times.Add(clock.Elapsed);
        }

        await Figures.AddAsync("Start to first scrape of 1 stick", Figures.Milliseconds(times));
    }

    [Test]
    public async Task Memory_and_threads_after_a_thousand_scrapes()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        await ScrapeAsync(exporter, times: 10, count: 2);
        var before = await StatusAsync(exporter);

        await ScrapeAsync(exporter, times: 1000, count: 2);

        await Figures.AddAsync("After 10 scrapes of 2 sticks", before);
        await Figures.AddAsync("After 1,000 more", await StatusAsync(exporter));
    }

    private static async Task<List<TimeSpan>> ScrapeAsync(Exporter exporter, int times, int count)
    {
        var spans = new List<TimeSpan>();
        for (var scrape = 0; scrape < times; scrape++)
        {
            spans.Add(await exporter.TimeScrapeAsync());
        }

        (await exporter.DevicesInScrapeAsync()).Should().HaveCount(count);
        return spans;
    }

    private static async Task<string> StatusAsync(Exporter exporter)
    {
        var status = (await File.ReadAllLinesAsync($"/proc/{exporter.ProcessId}/status"))
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);
        var resident = int.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture) / 1024.0;
        var descriptors = Directory.GetFiles($"/proc/{exporter.ProcessId}/fd").Length;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"RSS {resident:0.0} MiB, {status["Threads"]} threads, {descriptors} descriptors"
        );
    }
}
