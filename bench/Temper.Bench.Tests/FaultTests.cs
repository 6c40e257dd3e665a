using System.Diagnostics;
using System.Runtime.InteropServices;
using Temper.Bench.Tests.Guest;
using Temper.Testing;

namespace Temper.Bench.Tests;

/// <summary>A bad device costs the good ones nothing, and is right again when it is good again.</summary>
public sealed class FaultTests
{
    [Test]
    public async Task Devices_appear_and_disappear_with_the_next_scrape()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);

        await devices.ComeAndGoAsync(exporter, rounds: 5);
    }

    [Test]
    public async Task A_device_that_is_silent_at_the_start_costs_the_other_nothing()
    {
        await using var devices = await PluggedDevices.PlugAsync(
            $"{PluggedDevices.Twin},fault=silent",
            PluggedDevices.Hygrometer
        );
        await using var exporter = await Exporter.StartAsync();

        var start = Stopwatch.StartNew();
        (await exporter.DevicesInScrapeAsync()).Should().NotContain(1);
        await Figures.AddAsync(
            "First scrape of a new exporter with one of two sticks silent",
            Figures.Seconds(start.Elapsed)
        );
        await exporter.WarmUpAsync(2);

        await devices.TellAsync("fault 1 none");
        await exporter.WarmUpAsync(1, 2); // a device that has never answered is queried less and less often
    }

    [Test]
    public async Task A_fault_in_a_scrape_costs_that_device_its_series_while_it_lasts()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        var degrees = 0;
        foreach (
            var fault in new[]
            {
                "silent",
                "silent-reading",
                "short-report",
                "empty-report",
                "wrong-echo",
                "wrong-length",
                "garbage",
                "all-ones",
                "stall",
                "write-hangs",
            }
        )
        {
            await devices.TellAsync($"fault 1 {fault}");
            var times = new List<TimeSpan>();
            for (var scrape = 0; scrape < 2; scrape++)
            {
                var start = Stopwatch.StartNew();
                (await exporter.DevicesInScrapeAsync()).Should().Equal([2], fault);
                times.Add(start.Elapsed);
            }

            await Figures.AddAsync(
                $"Slower of two scrapes with {fault} on one of two sticks",
                Figures.Seconds(times.Max())
            );
            await devices.TellAsync("fault 1 none");
            await devices.TellAsync($"set 1 internal={--degrees}");
            if (fault == "write-hangs")
            {
                await devices.TellAsync("replug 1"); // ends its quarantine, which would take a minute
            }

            await BackWithAsync(exporter, $"}} {degrees}\n");
        }
    }

    [Test]
    public async Task Reports_too_many_change_no_reading()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        foreach (var fault in new[] { "stray-before", "answer-twice", "chatter" })
        {
            await devices.TellAsync($"fault 1 {fault}");
            for (var degrees = 1; degrees <= 5; degrees++)
            {
                await devices.TellAsync($"set 1 internal={degrees}");

                (await exporter.ScrapeAsync())
                    .Should()
                    .Contain($"version=\"{PluggedDevices.Twin}\"}} {degrees}\n", fault)
                    .And.Contain(PluggedDevices.Hygrometer);
            }
        }
    }

    [TestCase("unplug-on-query")]
    [TestCase("unplug-mid-reply")]
    public async Task A_device_that_goes_while_it_is_asked_is_back_when_it_is_plugged_in(string fault)
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);

        await devices.TellAsync($"fault 1 {fault}");
        (await exporter.DevicesInScrapeAsync()).Should().Equal(2);
        await Hidraw.WaitForAsync(devices: 1);

        await devices.TellAsync("fault 1 none");
        await devices.TellAsync("plug 1");
        await Hidraw.WaitForAsync(devices: 2);
        (await exporter.DevicesInScrapeAsync()).Should().Equal(1, 2);
    }

    [Test]
    public async Task A_late_answer_is_not_taken_for_the_next_one()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        await devices.TellAsync("delay 1 2500");
        (await exporter.DevicesInScrapeAsync()).Should().Equal(2);
        await devices.TellAsync("delay 1 0");
        for (var degrees = 1; degrees <= 5; degrees++)
        {
            await devices.TellAsync($"set 1 internal={degrees}");

            (await exporter.ScrapeAsync()).Should().Contain($"version=\"{PluggedDevices.Twin}\"}} {degrees}\n");
        }
    }

    [TestCase("silent")]
    [TestCase("write-hangs")]
    public async Task SIGTERM_during_a_hung_scrape_ends_it_with_status_0(string fault)
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync("--device-timeout", "60");
        await exporter.WarmUpAsync(1, 2);
        await devices.TellAsync($"fault 1 {fault}");
        var hung = Task.FromResult("");
        await devices.AskedAsync(1, () => hung = exporter.ScrapeAsync());
        hung.IsCompleted.Should().BeFalse();

        var start = Stopwatch.StartNew();
        exporter.Send(PosixSignal.SIGTERM);
        (await exporter.ExitCodeAsync()).Should().Be(0);

        await Figures.AddAsync($"SIGTERM during a scrape hung by {fault}", Figures.Seconds(start.Elapsed));
        await FluentActions.Awaiting(() => hung).Should().ThrowAsync<HttpRequestException>();
    }

    // A write that the kernel holds is let go of after 5 s, and until then the device cannot be asked.
    private static Task BackWithAsync(Exporter exporter, string line) =>
        Until.TrueAsync(async () => (await exporter.ScrapeAsync()).Contain(line), $"a line that ends with {line}");
}

internal static class StringExtensions
{
    public static bool Contain(this string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
