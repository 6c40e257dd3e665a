using System.Diagnostics;
using Temper.Bench.Tests.Guest;
using Temper.Testing;

namespace Temper.Bench.Tests;

/// <summary>The same devices over HidSharp, where the programs were built with <c>-p:UseHidSharp=true</c>.</summary>
public sealed class HidSharpTests
{
    private static readonly string[] OverHidSharp = ["--backend", "hidsharp"];
    private static readonly string[] OverHidraw = ["--backend", "hidraw"];

    // For programs that read once, and compile meanwhile.
    private static readonly string[] WithTime = ["--device-timeout", "30"];

    [OneTimeSetUp]
    public static async Task Only_builds_with_HidSharp_have_it()
    {
        if (!(await Programs.OutputOfAsync(Programs.Reader("--help"))).Contain("--backend"))
        {
            Assert.Ignore("the programs were built without -p:UseHidSharp=true");
        }
    }

    [Test]
    public async Task Both_transports_give_the_same_readings()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        var overHidraw = await ReadingsAsync(OverHidraw);
        var overHidSharp = await ReadingsAsync(OverHidSharp);

        await Figures.AddAsync("Two sticks over hidraw", $"```\n{overHidraw}```");
        await Figures.AddAsync("Two sticks over HidSharp", $"```\n{overHidSharp}```");
        overHidraw.Should().Contain("21.625").And.Contain("47.16162109375");
        overHidSharp.Should().Be(overHidraw);
    }

    [Test]
    public async Task Every_kind_of_device_is_read_as_hidraw_reads_it()
    {
        await using var devices = await PluggedDevices.PlugAsync(
            "TEMPerF1.4",
            "TEMPerNTC F1.0NT",
            "TEMPerHumM12V1.2",
            "TEMPerGold_V3.5",
            "TEMPerX_V3.3",
            "TEMPer2_V4.1",
            "TEMPerHUM_V4.1"
        );

        var overHidraw = await Programs.RunAsync(Programs.Reader([.. OverHidraw, .. WithTime]));
        var overHidSharp = await Programs.RunAsync(Programs.Reader([.. OverHidSharp, .. WithTime]));

        await Figures.AddAsync("Seven kinds over HidSharp", $"```\n{overHidSharp.Output}{overHidSharp.Error}```");
        overHidraw.ExitCode.Should().Be(0);
        overHidSharp.Should().Be(overHidraw);
    }

    [Test]
    public async Task Devices_appear_and_disappear_with_the_next_scrape()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync(OverHidSharp);
        await exporter.WarmUpAsync(1, 2);

        await devices.ComeAndGoAsync(exporter, rounds: 5);

        await Figures.AddAsync("Processor time of HidSharp's hot-plug thread", await HotPlugThreadTimeAsync(exporter));
    }

    [Test]
    public async Task A_fault_costs_that_device_its_series_at_most_and_only_while_it_lasts(
        [Values("silent", "stall", "garbage", "write-hangs", "chatter")] string fault,
        [Values("hidraw", "hidsharp")] string transport
    )
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync("--backend", transport);
        await exporter.WarmUpAsync(1, 2);
        await devices.TellAsync($"fault 1 {fault}");
        await exporter.TimeScrapeAsync(); // what happens at a fault is compiled now, at the cost of other devices' time
        var times = new List<TimeSpan>();
        for (var scrape = 0; scrape < 3; scrape++)
        {
            var start = Stopwatch.StartNew();
            (await exporter.DevicesInScrapeAsync()).Should().Contain(2);
            times.Add(start.Elapsed);
        }

        await Figures.AddAsync(
            $"Slowest of three scrapes over {transport} with {fault} on one of two sticks",
            Figures.Seconds(times.Max())
        );
        await devices.TellAsync("fault 1 none");
        await devices.TellAsync("set 1 internal=-7");
        await Until.TrueAsync(async () => (await exporter.ScrapeAsync()).Contain("} -7\n"), "the new value");
    }

    [TestCase("unplug-on-query")]
    [TestCase("unplug-mid-reply")]
    public async Task A_device_that_goes_while_it_is_asked_is_back_when_it_is_plugged_in(string fault)
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync(OverHidSharp);
        await exporter.WarmUpAsync(1, 2);

        await devices.TellAsync($"fault 1 {fault}");
        (await exporter.DevicesInScrapeAsync()).Should().NotContain(1);
        await Hidraw.WaitForAsync(devices: 1);
        await exporter.WarmUpAsync(2);

        await devices.TellAsync("fault 1 none");
        await devices.TellAsync("plug 1");
        await Hidraw.WaitForAsync(devices: 2);
        (await exporter.DevicesInScrapeAsync()).Should().Equal(1, 2);
    }

    [Test]
    public async Task Temper_read_over_HidSharp_and_an_exporter_over_hidraw_take_turns()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync(OverHidraw);
        await exporter.WarmUpAsync(1, 2);
        using var ended = new CancellationTokenSource();
        var scrapes = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                (await exporter.DevicesInScrapeAsync()).Should().Equal(1, 2);
            }
        });

        for (var time = 0; time < 3; time++)
        {
            (await Programs.OutputOfAsync(Programs.Reader([.. OverHidSharp, .. WithTime])))
                .Should()
                .Contain("21.63")
                .And.Contain("47.16");
        }

        await ended.CancelAsync();
        await scrapes;
    }

    [Test]
    public async Task Scrape_times_side_by_side(
        [Values(1, 2)] int count,
        [Values("hidraw", "hidsharp")] string transport
    )
    {
        await using var devices = await PluggedDevices.PlugAsync([.. Enumerable.Repeat(PluggedDevices.Twin, count)]);
        await using var exporter = await Exporter.StartAsync("--backend", transport);
        await exporter.WarmUpAsync([.. Enumerable.Range(1, count)]);
        var times = new List<TimeSpan>();
        for (var scrape = 0; scrape < 220; scrape++)
        {
            times.Add(await exporter.TimeScrapeAsync());
        }

        // The first ones compile.
        await Figures.AddAsync($"Scrape of {count} over {transport}, 200 of them", Figures.Milliseconds(times[20..]));
        (await exporter.DevicesInScrapeAsync()).Should().HaveCount(count);
    }

    private static async Task<string> ReadingsAsync(string[] transport)
    {
        await using var exporter = await Exporter.StartAsync(transport);
        await exporter.WarmUpAsync(1, 2);
        return await exporter.ReadingsAsync();
    }

    // It could spin after the first event: IntergatedCircuits/HidSharp issue 8.
    private static async Task<string> HotPlugThreadTimeAsync(Exporter exporter)
    {
        using var process = Process.GetProcessById(exporter.ProcessId);
        foreach (ProcessThread thread in process.Threads)
        {
            if ((await File.ReadAllTextAsync($"/proc/{process.Id}/task/{thread.Id}/comm")).Trim() == "HID Manager")
            {
                var lived = DateTime.Now - process.StartTime;
                return $"{Figures.Seconds(thread.TotalProcessorTime)} of {Figures.Seconds(lived)}";
            }
        }

        throw new InvalidOperationException("HidSharp has no such thread");
    }
}
