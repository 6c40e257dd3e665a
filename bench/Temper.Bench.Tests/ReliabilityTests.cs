using System.Diagnostics;
using Temper.Bench.Tests.Guest;
using Temper.Testing;

namespace Temper.Bench.Tests;

/// <summary>
/// What only a kernel can do to the exporter: writes and opens that fail or hang, nodes that go, numbers that are used
/// again. The same at native speed, and a thousand times, over sticks in process: reliability/.
/// </summary>
public sealed class ReliabilityTests
{
    private static readonly int[] Others = [2, 3, 4, 5, 6, 7, 8];

    [Test]
    public async Task One_stick_of_eight_that_the_kernel_fails_on_costs_the_other_seven_nothing()
    {
        await using var sticks = await Sticks.PlugAsync([.. Enumerable.Repeat(Sticks.Twin, 8)]);
        // Eight at once take long in the guest.
        await using var exporter = await Exporter.StartAsync("--device-timeout", "10");
        await exporter.WarmUpAsync([1, .. Others]);
        foreach (var fault in new[] { "stall", "write-hangs", "unplug-on-query" })
        {
            await sticks.TellAsync($"fault 1 {fault}");
            var start = Stopwatch.StartNew();

            (await exporter.SticksInScrapeAsync()).Should().Equal(Others, fault);

            await Figures.AddAsync($"Scrape with {fault} on one of eight sticks", Figures.Seconds(start.Elapsed));
        }
    }

    [TestCase(10)]
    [TestCase(1000, Explicit = true, Reason = "takes more than an hour")]
    public async Task Plugging_in_and_out_leaves_no_thread_and_no_descriptor_behind(int rounds)
    {
        await using var sticks = await Sticks.PlugAsync(Sticks.Twin, Sticks.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        await sticks.ComeAndGoAsync(exporter, rounds: 3);
        var before = Taken(exporter);
        var start = Stopwatch.StartNew();

        await sticks.ComeAndGoAsync(exporter, rounds);

        var after = Taken(exporter);
        await Figures.AddAsync(
            $"{rounds} rounds of plugging out and in",
            $"{Figures.Seconds(start.Elapsed)}; {before.Threads} threads, {before.Descriptors} descriptors -> {after.Threads}, {after.Descriptors}"
        );
        after.Threads.Should().BeLessThan(before.Threads + 10);
        after.Descriptors.Should().BeLessThan(before.Descriptors + 5);
    }

    [Test]
    public async Task Sticks_whose_nodes_change_places_keep_their_readings()
    {
        await using var sticks = await Sticks.PlugAsync($"{Sticks.Twin},internal=1", $"{Sticks.Twin},internal=2");
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        var nodes = await Hidraw.NodesAsync();

        await sticks.TellAsync("unplug 1");
        await sticks.TellAsync("unplug 2");
        await Hidraw.WaitForAsync(sticks: 0);
        (await exporter.SticksInScrapeAsync()).Should().BeEmpty();
        // An open one keeps its number.
        await Until.TrueAsync(() => Task.FromResult(!HasNodesOpen(exporter)), "the exporter lets go of the nodes");
        await sticks.TellAsync("plug 2"); // gets the node that stick 1 had
        await Hidraw.WaitForAsync(sticks: 1);
        await sticks.TellAsync("plug 1");
        await Hidraw.WaitForAsync(sticks: 2);

        (await Hidraw.NodesAsync()).Should().BeEquivalentTo(nodes);
        (await exporter.ReadingsAsync())
            .Should()
            .Contain(Internal(stick: 1, celsius: 1))
            .And.Contain(Internal(stick: 2, celsius: 2));
    }

    private static string Internal(int stick, int celsius) =>
        $"{{name=\"internal\",phy=\"usb-vhci_hcd.0-{stick}/input1\",version=\"{Sticks.Twin}\"}} {celsius}\n";

    private static bool HasNodesOpen(Exporter exporter) =>
        Descriptors(exporter)
            .Any(descriptor =>
                File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName.Contains("hidraw") == true
            );

    private static string[] Descriptors(Exporter exporter) =>
        Directory.GetFileSystemEntries($"/proc/{exporter.ProcessId}/fd");

    private static (int Threads, int Descriptors) Taken(Exporter exporter) =>
        (Directory.GetDirectories($"/proc/{exporter.ProcessId}/task").Length, Descriptors(exporter).Length);
}
