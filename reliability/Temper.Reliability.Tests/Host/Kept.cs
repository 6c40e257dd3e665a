using Temper.Emulator;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Reliability.Tests.Host;

/// <summary>
/// What is still reachable after a collection: memory that the exporter means to keep. In a process of its own, as
/// other tests leave pools behind that empty themselves meanwhile.
/// </summary>
internal sealed class Kept
{
    public const string Command = "kept";

    private readonly EmulatedDevice[] _devices =
    [
        DevicesAt.Twin("usb-1"),
        DevicesAt.Hygrometer("usb-2"),
        DevicesAt.Twin("usb-3"),
    ];

    /// <summary>Prints by how many bytes it grows in as many rounds, after as many before them.</summary>
    public static async Task<int> RunAsync(string rounds)
    {
        Console.WriteLine(await new Kept().GrowthAsync(int.Parse(rounds, provider: null)));
        return 0;
    }

    private async Task<long> GrowthAsync(int rounds)
    {
        var transport = DevicesAt.Transport(TimeProvider.System, _devices);
        await using var exporter = await RunningExporter.StartAsync(transport, deviceTimeout: TimeSpan.FromSeconds(2));
        await RunAsync(exporter, transport, rounds); // the emulated devices' memory of queries is full then
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await RunAsync(exporter, transport, rounds);

        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private async Task RunAsync(RunningExporter exporter, EmulatedTransport transport, int rounds)
    {
        DeviceFault[] faults =
        [
            DeviceFault.None,
            DeviceFault.Stall,
            DeviceFault.StrayBefore,
            DeviceFault.AllOnes,
            DeviceFault.UnprintableVersion,
        ];
        for (var round = 0; round < rounds; round++)
        {
            transport.Unplug(_devices[0]);
            _devices[1].Fault = faults[round % faults.Length];
            using (var client = await RawClient.ConnectAsync(exporter.Client.BaseAddress!.Port))
            {
                await client.SendAsync("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
                client.Vanish();
            }

            await exporter.ScrapeAsync();
            transport.Plug(_devices[0]);
            Exposition.Parse(await exporter.ScrapeAsync()).DevicesRead().Should().Contain(3);
        }
    }
}
