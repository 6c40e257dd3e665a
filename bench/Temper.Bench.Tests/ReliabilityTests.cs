using System.Diagnostics;
using Temper.Bench.Tests.Guest;
using Temper.Testing;

namespace Temper.Bench.Tests;

/// <summary>
/// What only a kernel can do to the exporter: writes and opens that fail or hang, nodes that go, numbers that are used
/// again. The same at native speed, and a thousand times, over devices in process: reliability/.
/// </summary>
public sealed class ReliabilityTests
{
    private static readonly int[] Others = [2, 3, 4, 5, 6, 7, 8];

    [Test]
    public async Task One_device_of_eight_that_the_kernel_fails_on_costs_the_other_seven_nothing()
    {
        await using var devices = await PluggedDevices.PlugAsync([.. Enumerable.Repeat(PluggedDevices.Twin, 8)]);
        // Eight at once take long in the guest.
        await using var exporter = await Exporter.StartAsync("--device-timeout", "10");
        await exporter.WarmUpAsync([1, .. Others]);
        foreach (var fault in new[] { "stall", "write-hangs", "unplug-on-query" })
        {
            await devices.TellAsync($"fault 1 {fault}");
            var start = Stopwatch.StartNew();

            (await exporter.DevicesInScrapeAsync()).Should().Equal(Others, fault);

            await Figures.AddAsync($"Scrape with {fault} on one of eight sticks", Figures.Seconds(start.Elapsed));
            if (fault == "write-hangs")
            {
                await devices.TellAsync("fault 1 none");
                await devices.TellAsync("replug 1"); // ends its quarantine, in which the next fault would not show
                await exporter.WarmUpAsync([1, .. Others]);
            }
        }
    }

    [TestCase(10)]
    [TestCase(1000, Explicit = true, Reason = "takes more than an hour")]
    public async Task Plugging_in_and_out_leaves_no_thread_and_no_descriptor_behind(int rounds)
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        await devices.ComeAndGoAsync(exporter, rounds: 3);
        var before = Taken(exporter);
        var start = Stopwatch.StartNew();

        await devices.ComeAndGoAsync(exporter, rounds);

        var after = Taken(exporter);
        await Figures.AddAsync(
            $"{rounds} rounds of plugging out and in",
            $"{Figures.Seconds(start.Elapsed)}; {before.Threads} threads, {before.Descriptors} descriptors "
                + $"-> {after.Threads}, {after.Descriptors}"
        );
        after.Threads.Should().BeLessThan(before.Threads + 10);
        after.Descriptors.Should().BeLessThan(before.Descriptors + 5);
    }

    [Test]
    public async Task Devices_whose_nodes_change_places_keep_their_readings()
    {
        await using var devices = await PluggedDevices.PlugAsync(
            $"{PluggedDevices.Twin},internal=1",
            $"{PluggedDevices.Twin},internal=2"
        );
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        var nodes = await Hidraw.NodesAsync();

        await devices.TellAsync("unplug 1");
        await devices.TellAsync("unplug 2");
        await Hidraw.WaitForAsync(devices: 0);
        (await exporter.DevicesInScrapeAsync()).Should().BeEmpty();
        // An open one keeps its number.
        await Until.TrueAsync(() => Task.FromResult(!HasNodesOpen(exporter)), "the exporter lets go of the nodes");
        await devices.TellAsync("plug 2"); // gets the node that device 1 had
        await Hidraw.WaitForAsync(devices: 1);
        await devices.TellAsync("plug 1");
        await Hidraw.WaitForAsync(devices: 2);

        (await Hidraw.NodesAsync()).Should().BeEquivalentTo(nodes);
        (await exporter.ReadingsAsync())
            .Should()
            .Contain(Internal(device: 1, celsius: 1))
            .And.Contain(Internal(device: 2, celsius: 2));
    }

    private static string Internal(int device, int celsius) =>
        $"{{name=\"internal\",phy=\"usb-vhci_hcd.0-{device}/input1\",version=\"{PluggedDevices.Twin}\"}} {celsius}\n";

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
