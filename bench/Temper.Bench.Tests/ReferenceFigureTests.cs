using System.Diagnostics;
using System.Globalization;
using Temper.Bench.Tests.Guest;
using Temper.Testing;

namespace Temper.Bench.Tests;

/// <summary>
/// Measures temper-exporter and yrro/temper-exporter side by side: in turn, on the same devices. What is asserted is
/// that both read all of them.
/// </summary>
public sealed class ReferenceFigureTests
{
    private const int Scrapes = 60;
    private const int ReferencePort = 9205;

    private readonly HttpClient _client = new() { Timeout = Programs.Timeout };

    [TearDown]
    public void CloseClient() => _client.Dispose();

    [Test]
    public async Task Scrape_times_and_memory_beside_the_reference([Values(1, 2, 8)] int count, [Values(0, 8)] int poll)
    {
        if (!Programs.HasReference)
        {
            Assert.Ignore("bench/run was not given a checkout of the reference");
        }

        await using var devices = await PluggedDevices.PlugAsync(
            poll,
            [.. Enumerable.Repeat(PluggedDevices.Twin, count)]
        );
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync([.. Enumerable.Range(1, count)]);
        using var reference = Programs.Start(
            Programs.Reference("--bind-address", "127.0.0.1", "--bind-port", $"{ReferencePort}")
        );
        try
        {
            await Until.TrueAsync(async () => await ReferenceSeriesAsync() == 2 * count, "series of the reference");
            var (ours, theirs, requests) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
            for (var scrape = 0; scrape < Scrapes; scrape++)
            {
                ours.Add(await exporter.TimeScrapeAsync());
                theirs.Add(await TimeReferenceAsync());
                requests.Add(await exporter.TimeAsync("/-/healthy")); // what client and server take without a device
            }

            (await exporter.DevicesInScrapeAsync()).Should().HaveCount(count);
            (await ReferenceSeriesAsync()).Should().Be(2 * count);
            await Figures.AddAsync(
                $"{count} sticks, {(poll == 0 ? "" : $"polled every {poll} ms, ")}beside the reference",
                await CompareAsync(ours, theirs, exporter.ProcessId, reference.Id)
                    + $"; a request without a device {Figures.Milliseconds(requests)}"
            );
        }
        finally
        {
            reference.Kill(entireProcessTree: true);
            await reference.WaitForExitAsync();
        }
    }

    private static async Task<string> CompareAsync(
        List<TimeSpan> ours,
        List<TimeSpan> theirs,
        int ourProcess,
        int theirProcess
    )
    {
        var (time, timeThere) = (Figures.Median(ours), Figures.Median(theirs));
        var memory = await Figures.ResidentMebibytesAsync(ourProcess);
        var memoryThere = await Figures.ResidentMebibytesAsync(theirProcess);
        return Compare("median", "ms", time.TotalMilliseconds, timeThere.TotalMilliseconds)
            + ", "
            + Compare("RSS", "MiB", memory, memoryThere);
    }

    private static string Compare(string what, string unit, double ours, double theirs) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what} {ours:0.0} {unit} against {theirs:0.0} {unit} ({ours / theirs:0.00})"
        );

    private async Task<TimeSpan> TimeReferenceAsync()
    {
        var start = Stopwatch.StartNew();
        _ = await ScrapeReferenceAsync();
        return start.Elapsed;
    }

    private Task<string> ScrapeReferenceAsync() => _client.GetStringAsync($"http://127.0.0.1:{ReferencePort}/metrics");

    private async Task<int> ReferenceSeriesAsync()
    {
        try
        {
            var lines = (await ScrapeReferenceAsync()).Split('\n');
            return lines.Count(line => line.StartsWith("temper_temperature_celsius{", StringComparison.Ordinal));
        }
        catch (HttpRequestException)
        {
            return 0; // it does not listen yet
        }
    }
}
