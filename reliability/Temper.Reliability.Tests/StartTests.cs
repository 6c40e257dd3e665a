using System.Diagnostics;
using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>From nothing to the first answers, whatever the devices do.</summary>
public sealed class StartTests
{
    [Test]
    public async Task It_serves_while_no_device_answers()
    {
        var start = Stopwatch.GetTimestamp();
        await using var exporter = await HostedExporter.StartAsync(devices: 8);
        foreach (var number in Enumerable.Range(1, 8))
        {
            await exporter.TellAsync($"fault {number} silent");
        }

        (await exporter.Client.GetStringAsync("/-/ready")).Should().Be("ok\n");
        Figures.Add("From the start to ready, eight sticks silent", Figures.Seconds(Stopwatch.GetElapsedTime(start)));

        var scrape = Stopwatch.GetTimestamp();
        (await exporter.ScrapeAsync()).DevicesDown().Should().HaveCount(8);
        Figures.Add("First scrape, eight sticks silent, 2 s each", Figures.Seconds(Stopwatch.GetElapsedTime(scrape)));
    }

    [Test]
    public async Task A_silent_device_costs_a_scrape_no_more_than_the_client_says()
    {
        await using var exporter = await HostedExporter.StartAsync(devices: 8);
        await exporter.ScrapeAsync();
        await exporter.TellAsync("fault 1 silent");

        var whole = await TimeAsync(exporter, timeoutSeconds: "10");
        var shortened = await TimeAsync(exporter, timeoutSeconds: "1");
        var overlapping = await Task.WhenAll(
            TimeAsync(exporter, "1"),
            TimeAsync(exporter, "1"),
            TimeAsync(exporter, "10")
        );

        Figures.Add("Scrape with a silent stick of 2 s", Figures.Seconds(whole));
        Figures.Add("Scrape with a silent stick, Prometheus' timeout 1 s", Figures.Seconds(shortened));
        Figures.Add(
            "Three at once, timeouts 1 s, 1 s and 10 s",
            string.Join(", ", overlapping.Select(Figures.Seconds))
        );
        whole.Should().BeLessThan(TimeSpan.FromSeconds(10), "the stick's own timeout comes first");
        new[] { shortened, overlapping[0], overlapping[1] }
            .Should()
            .OnlyContain(time => time < TimeSpan.FromSeconds(2), "the client's comes first");
    }

    private static async Task<TimeSpan> TimeAsync(HostedExporter exporter, string timeoutSeconds)
    {
        var start = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Prometheus-Scrape-Timeout-Seconds", timeoutSeconds);
        using var response = await exporter.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var time = Stopwatch.GetElapsedTime(start);
        Exposition.Parse(text).DevicesUp().Should().Equal(2, 3, 4, 5, 6, 7, 8);
        return time;
    }
}
