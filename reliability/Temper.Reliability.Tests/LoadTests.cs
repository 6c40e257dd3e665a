using System.Diagnostics;
using System.Globalization;
using Temper.Exporter.Testing;
using Temper.Reliability.Tests.Host;
using Temper.Testing;

namespace Temper.Reliability.Tests;

/// <summary>Many clients, slow ones, and ones that hang up.</summary>
public sealed class LoadTests
{
    private const string Processor = "process_cpu_seconds_total";
    private const string Resident = "process_resident_memory_bytes";
    private const string Descriptors = "process_open_fds";
    private const double Mebibyte = 1024 * 1024;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(5);

    [Test]
    public async Task A_hundred_scrapes_at_once_read_each_device_once()
    {
        await using var exporter = await HostedExporter.StartAsync(devices: 8);
        foreach (var number in Enumerable.Range(1, 8))
        {
            await exporter.TellAsync($"set {number} {(number % 2 == 1 ? "internal" : "temperature")}={number}");
        }

        await ScrapeAtOnceAsync(exporter, 100); // connects
        foreach (var number in Enumerable.Range(1, 8))
        {
            await exporter.TellAsync($"delay {number} 700");
        }

        await LearnAnswerTimesAsync(exporter);
        var before = await exporter.QueriesAsync();

        var scrapes = await ScrapeAtOnceAsync(exporter, 100);

        (await exporter.QueriesAsync())
            .Zip(before, (after, was) => after - was)
            .Should()
            .Equal(Enumerable.Repeat(1, 8));
        foreach (var exposition in scrapes)
        {
            ValueOf(exposition, "internal", 7).Should().Be(7);
            ValueOf(exposition, "", 8).Should().BeApproximately(8, 0.01);
            exposition.DevicesUp().Should().HaveCount(8);
        }
    }

    [TestCase(5_000)]
    [TestCase(100_000, Explicit = true, Reason = "takes some minutes")]
    public async Task Many_scrapes_leave_no_descriptor_behind(int scrapes)
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate");
        using var client = new HttpClient();
        await ScrapeManyAsync(client, exporter.MetricsUri, 2_000);
        var before = Exposition.Parse(await client.GetStringAsync(exporter.MetricsUri)).Samples;
        var start = Stopwatch.GetTimestamp();

        await ScrapeManyAsync(client, exporter.MetricsUri, scrapes);

        var perSecond = scrapes / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = Exposition.Parse(await client.GetStringAsync(exporter.MetricsUri)).Samples;
        var milliseconds = 1000 * (after[Processor] - before[Processor]) / scrapes;
        Figures.Add(
            $"{scrapes} scrapes of 2 sticks by two clients",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{perSecond:0} a second, {milliseconds:0.00} ms CPU each; "
                    + $"RSS {before[Resident] / Mebibyte:0.0} MiB -> {after[Resident] / Mebibyte:0.0} MiB"
            )
        );
        after[Descriptors].Should().BeLessThan(before[Descriptors] + 10);
    }

    // A device that has become slow is asked again within a read, until its answer times are known.
    private static async Task LearnAnswerTimesAsync(HostedExporter exporter)
    {
        IReadOnlyList<int> before;
        do
        {
            before = [.. await exporter.QueriesAsync()];
            await exporter.ScrapeAsync();
        } while ((await exporter.QueriesAsync()).Zip(before, (after, was) => after - was).Any(queries => queries > 1));
    }

    [Test]
    public async Task Clients_that_hang_up_leave_the_devices_in_step_and_no_word_in_the_log()
    {
        await using var exporter = await HostedExporter.StartAsync(devices: 2);
        await exporter.ScrapeAsync();
        await Until.TrueAsync(
            () =>
                Task.FromResult(
                    exporter.Log.Count(line => line.Contains("\"device reading\"", StringComparison.Ordinal)) == 2
                ),
            "one line for each device"
        );
        var logged = exporter.Log.Count;
        for (var client = 0; client < 200; client++)
        {
            // So that they hang up before, while and after it answers.
            await exporter.TellAsync($"delay 1 {client % 4 * 5}");
            using var vanishing = await RawClient.ConnectAsync(exporter.Port);
            await vanishing.SendAsync(client % 3 == 0 ? "GET /met" : "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
            vanishing.Vanish();
            await exporter.TellAsync($"set 1 internal={client % 100}");
            await exporter.ScrapeAsync(); // may share the reading that the other one began

            ValueOf(await exporter.ScrapeAsync(), "internal", 1).Should().Be(client % 100);
        }

        exporter.Log.Skip(logged).Should().BeEmpty();
    }

    [Test]
    public async Task Five_hundred_clients_that_never_finish_delay_no_other()
    {
        await using var exporter = await HostedExporter.StartAsync(devices: 2);
        await exporter.ScrapeAsync();
        var before = exporter.Figures();
        var clients = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => RawClient.ConnectAsync(exporter.Port)));
        var start = Stopwatch.GetTimestamp();
        var ends = Task.WhenAll(clients.Select(client => DripAsync(client)));
        var times = new List<TimeSpan>();
        var most = 0;
        while (!ends.IsCompleted)
        {
            var scrape = Stopwatch.GetTimestamp();
            (await exporter.ScrapeAsync()).DevicesRead().Should().Equal(1, 2);
            times.Add(Stopwatch.GetElapsedTime(scrape));
            most = Math.Max(most, exporter.Figures().Descriptors);
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        var closed = Stopwatch.GetElapsedTime(start);
        (await ends).Should().OnlyContain(status => status == 408);
        Figures.Add(
            "500 slow connections",
            $"scrape {Figures.Milliseconds(times)}; all closed after {Figures.Seconds(closed)}; "
                + $"{before} -> {most} descriptors -> {exporter.Figures()}"
        );
        times.Max().Should().BeLessThan(HeadersTimeout, "no client waits until they have disconnected");
        closed.Should().BeGreaterThan(HeadersTimeout);
        await Until.TrueAsync(
            () => Task.FromResult(exporter.Figures().Descriptors < before.Descriptors + 10),
            "their descriptors are closed"
        );
    }

    /// <summary>Sends a byte now and then until the server has enough, and returns its answer.</summary>
    private static async Task<int> DripAsync(RawClient client)
    {
        using (client)
        {
            await client.SendAsync("GET /metrics HTTP/1.1\r\nX: ");
            var status = client.StatusAsync();
            while (await Task.WhenAny(status, Task.Delay(TimeSpan.FromSeconds(0.5))) != status)
            {
                await client.SendAsync("a");
            }

            return await status;
        }
    }

    private static Task<Exposition[]> ScrapeAtOnceAsync(HostedExporter exporter, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => exporter.ScrapeAsync()));

    private static Task ScrapeManyAsync(HttpClient client, Uri metrics, int count) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (_, end) => (await client.GetStringAsync(metrics, end)).Should().Contain("21.625")
        );

    private static double ValueOf(Exposition exposition, string sensor, int device) =>
        exposition
            .Samples.Single(sample =>
                sample.Key.StartsWith(
                    $"temper_temperature_celsius{{name=\"{sensor}\",phy=\"usb-{device}/input1\"",
                    StringComparison.Ordinal
                )
            )
            .Value;
}
