using System.Diagnostics;
using System.Runtime.InteropServices;
using Temper.CommandLine;
using Temper.Reliability.Tests.Host;
using Temper.Testing;

namespace Temper.Reliability.Tests;

/// <summary>How it ends.</summary>
public sealed class SignalTests
{
    private const int KilledByTerm = 143;
    private const int KilledByInt = 130;

    // .NET's default, for a stop that something delays.
    private static readonly TimeSpan HostsOwnTimeout = TimeSpan.FromSeconds(30);

    [TestCase(PosixSignal.SIGTERM)]
    [TestCase(PosixSignal.SIGINT)]
    public async Task An_idle_exporter_ends_at_once_with_status_0(PosixSignal signal)
    {
        var times = new List<TimeSpan>();
        for (var run = 0; run < 5; run++)
        {
            await using var exporter = await HostedExporter.StartAsync(devices: 8);
            // And its connection stays open, as Prometheus' does.
            (await exporter.ScrapeAsync())
                .DevicesRead()
                .Should()
                .HaveCount(8);

            times.Add(await EndAsync(exporter, signal, ExitCode.Success));
        }

        Figures.Add($"{signal}, idle", Figures.Milliseconds(times));
    }

    [TestCase("silent", PosixSignal.SIGTERM)]
    [TestCase("silent", PosixSignal.SIGINT)]
    [TestCase("write-hangs", PosixSignal.SIGTERM)]
    public async Task An_exporter_whose_scrape_hangs_ends_soon_with_status_0(string fault, PosixSignal signal)
    {
        await using var exporter = await HostedExporter.StartAsync(devices: 8, "--device-timeout", "3600");
        var scrape = await HangAsync(exporter, fault);

        var time = await EndAsync(exporter, signal, ExitCode.Success);

        Figures.Add($"{signal} during a scrape hung by {fault}", Figures.Seconds(time));
        time.Should().BeLessThan(HostsOwnTimeout);
        await FluentActions.Awaiting(() => scrape).Should().ThrowAsync<HttpRequestException>();
    }

    [Test]
    public async Task Requests_that_never_come_to_an_end_do_not_hold_up_its_end()
    {
        await using var exporter = await HostedExporter.StartAsync(devices: 1);
        var clients = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => RawClient.ConnectAsync(exporter.Port)));
        await Task.WhenAll(clients.Select(client => client.SendAsync("GET /metrics HTTP/1.1\r\n")));
        await exporter.ScrapeAsync();

        var time = await EndAsync(exporter, PosixSignal.SIGTERM, ExitCode.Success);

        Figures.Add("SIGTERM with 100 half requests", Figures.Seconds(time));
        time.Should().BeLessThan(HostsOwnTimeout);
        Array.ForEach(clients, client => client.Dispose());
    }

    [TestCase(PosixSignal.SIGTERM, KilledByTerm)]
    [TestCase(PosixSignal.SIGINT, KilledByInt)]
    public async Task A_second_signal_ends_it_at_once(PosixSignal signal, int exitCode)
    {
        var exporter = await HostedExporter.StartAsync(devices: 1);
        using var client = await RawClient.ConnectAsync(exporter.Port);
        await client.SendAsync("GET /metrics HTTP/1.1\r\n"); // waited for for some seconds
        await exporter.ScrapeAsync();
        exporter.Send(signal);
        await Until.TrueAsync(() => IsDeafAsync(exporter), "no more connections are taken");

        var time = await EndAsync(exporter, signal, exitCode);

        Figures.Add($"A second {signal}", Figures.Seconds(time));
    }

    private static async Task<Task<string>> HangAsync(HostedExporter exporter, string fault)
    {
        await exporter.ScrapeAsync();
        await exporter.TellAsync($"fault 1 {fault}");
        var before = await exporter.QueriesAsync();
        var scrape = exporter.Client.GetStringAsync("/metrics");
        await Until.TrueAsync(async () => (await exporter.QueriesAsync())[0] > before[0], "a query to stick 1");
        scrape.IsCompleted.Should().BeFalse();
        return scrape;
    }

    private static async Task<TimeSpan> EndAsync(HostedExporter exporter, PosixSignal signal, int exitCode)
    {
        var start = Stopwatch.GetTimestamp();
        exporter.Send(signal);
        (await exporter.ExitCodeAsync()).Should().Be(exitCode);
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task<bool> IsDeafAsync(HostedExporter exporter)
    {
        try
        {
            using var client = await RawClient.ConnectAsync(exporter.Port);
            return false;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return true;
        }
    }
}
