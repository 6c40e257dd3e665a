using System.Diagnostics;
using Temper.Emulator;
using Temper.Reliability.Tests.Host;
using Temper.Testing;

namespace Temper.Reliability.Tests;

/// <summary>One of eight devices does wrong, during 1,000 scrapes by forty clients.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FaultTests
{
    private const int Clients = 40;
    private const int ScrapesOfEach = 25;

    // Eight devices have a thread each, .NET and Kestrel about 20 with a busy pool.
    private const int MostThreads = 64;

    private static readonly int[] Others = [2, 3, 4, 5, 6, 7, 8];

    // The devices here send one report per reading, so they have no probe's report to lose.
    private static readonly DeviceFault[] Harmless =
    [
        DeviceFault.StrayBefore,
        DeviceFault.AnswerTwice,
        DeviceFault.ProbeLost,
    ];

    // It is plugged in again now and then, or unrequested reports would delay its answer for too long.
    private static readonly DeviceFault[] Either =
    [
        DeviceFault.Chatter,
        DeviceFault.UnplugOnQuery,
        DeviceFault.UnplugMidReply,
    ];

    // The others take all the time that a device may have, so they get half of the usual.
    private static readonly DeviceFault[] Quick =
    [
        DeviceFault.Stall,
        DeviceFault.UnprintableVersion,
        DeviceFault.AllOnes,
        .. Harmless,
        .. Either,
    ];

    private static IEnumerable<DeviceFault> Faults() => Enum.GetValues<DeviceFault>().Except([DeviceFault.None]);

    [TestCaseSource(nameof(Faults))]
    public Task The_other_seven_are_in_every_scrape(DeviceFault fault) =>
        TryAsync(
            Quick.Contains(fault) ? 2 : 1,
            $"fault 1 {fault}",
            "fault 1 none",
            isRead: Either.Contains(fault) ? null : Harmless.Contains(fault)
        );

    [Test]
    public Task The_other_seven_are_in_every_scrape_while_every_answer_comes_too_late() =>
        TryAsync(deviceTimeoutSeconds: 1, "delay 1 1300", "delay 1 0", isRead: false);

    /// <param name="deviceTimeoutSeconds">What a device may take.</param>
    /// <param name="disturb">The command that makes device 1 faulty.</param>
    /// <param name="heal">The command that makes it well.</param>
    /// <param name="isRead">Whether it has series meanwhile; <see langword="null"/> is now and then.</param>
    private static async Task TryAsync(int deviceTimeoutSeconds, string disturb, string heal, bool? isRead)
    {
        await using var exporter = await HostedExporter.StartAsync(
            devices: 8,
            "--device-timeout",
            $"{deviceTimeoutSeconds}"
        );
        await Until.TrueAsync(async () => (await exporter.ScrapeAsync()).DevicesUp().Count == 8, "eight sticks");
        await exporter.TellAsync(disturb);
        await exporter.TellAsync("replug 1"); // some faults are in the version, which is asked once
        await ScrapeAsync(exporter, 2, isRead);
        var before = exporter.Figures();

        var times = await ScrapeAsync(exporter, ScrapesOfEach, isRead);

        var after = exporter.Figures();
        Figures.Add($"1,000 scrapes, {disturb}", $"{Figures.Milliseconds(times)}; {before} -> {after}");
        after.Threads.Should().BeLessThan(MostThreads);
        after.Descriptors.Should().BeLessThan(before.Descriptors + 10);
        await HealAsync(
            exporter,
            heal,
            isInQuarantine: disturb.EndsWith(nameof(DeviceFault.WriteHangs), StringComparison.Ordinal)
        );
    }

    private static async Task<List<TimeSpan>> ScrapeAsync(HostedExporter exporter, int scrapesOfEach, bool? isRead) =>
        [
            .. (
                await Task.WhenAll(
                    Enumerable
                        .Range(0, Clients)
                        .Select(_ => Task.Run(() => ScrapeOneByOneAsync(exporter, scrapesOfEach, isRead)))
                )
            ).SelectMany(times => times),
        ];

    private static async Task<List<TimeSpan>> ScrapeOneByOneAsync(HostedExporter exporter, int scrapes, bool? isRead)
    {
        var times = new List<TimeSpan>();
        for (var scrape = 0; scrape < scrapes; scrape++)
        {
            var start = Stopwatch.GetTimestamp();
            var exposition = await exporter.ScrapeAsync(
                "/metrics?name[]=temper_temperature_celsius&name[]=temper_device_up"
            );
            times.Add(Stopwatch.GetElapsedTime(start));

            exposition.DevicesUp().Should().Contain(Others);
            exposition.DevicesRead().Should().Equal(exposition.DevicesUp());
            if (isRead is { } read)
            {
                exposition.DevicesRead().Contains(1).Should().Be(read);
                exposition.DevicesDown().Contains(1).Should().Be(!read);
            }
            else if (scrape % 5 == 0)
            {
                await exporter.TellAsync("replug 1"); // it may have unplugged itself
            }
        }

        return times;
    }

    /// <summary>
    /// What the device measures from now on is what comes first, and not an answer to an earlier query.
    /// </summary>
    private static async Task HealAsync(HostedExporter exporter, string heal, bool isInQuarantine)
    {
        const string Series =
            "temper_temperature_celsius{name=\"internal\",phy=\"usb-1/input1\",version=\"TEMPer2_M12_V1.3\"}";
        await exporter.TellAsync("set 1 internal=-7");
        await exporter.TellAsync(heal);
        if (!(await exporter.TellAsync("list"))[0].Contains("plugged in", StringComparison.Ordinal))
        {
            await exporter.TellAsync("plug 1");
        }

        if (isInQuarantine)
        {
            await exporter.TellAsync("replug 1"); // ends it, which would take minutes
        }

        // Until then there is no value at all.
        double value = 0;
        await Until.TrueAsync(
            async () => (await exporter.ScrapeAsync()).Samples.TryGetValue(Series, out value),
            "a reading"
        );
        value.Should().Be(-7);
    }
}
