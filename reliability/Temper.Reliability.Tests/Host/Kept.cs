using Temper.Emulator;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Reliability.Tests.Host;

/// <summary>
/// What is still reachable after a collection: memory that the exporter means to keep. In a process of its own, as
/// other
/// tests leave pools behind that empty themselves meanwhile.
/// </summary>
internal sealed class Kept
{
    public const string Command = "kept";

    private readonly EmulatedStick[] _sticks =
    [
        SticksAt.Twin("usb-1"),
        SticksAt.Hygrometer("usb-2"),
        SticksAt.Twin("usb-3"),
    ];

    /// <summary>Prints by how many bytes it grows in as many rounds, after as many before them.</summary>
    public static async Task<int> RunAsync(string rounds)
    {
        Console.WriteLine(await new Kept().GrowthAsync(int.Parse(rounds, provider: null)));
        return 0;
    }

    private async Task<long> GrowthAsync(int rounds)
    {
        var backend = SticksAt.Backend(TimeProvider.System, _sticks);
        await using var exporter = await RunningExporter.StartAsync(backend, deviceTimeout: TimeSpan.FromSeconds(2));
        await RunAsync(exporter, backend, rounds); // the emulated sticks' memory of queries is full then
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await RunAsync(exporter, backend, rounds);

        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private async Task RunAsync(RunningExporter exporter, EmulatedHidBackend backend, int rounds)
    {
        StickFault[] faults =
        [
            StickFault.None,
            StickFault.Stall,
            StickFault.StrayBefore,
            StickFault.AllOnes,
            StickFault.UnprintableVersion,
        ];
        for (var round = 0; round < rounds; round++)
        {
            backend.Unplug(_sticks[0]);
            _sticks[1].Fault = faults[round % faults.Length];
            using (var client = await RawClient.ConnectAsync(exporter.Client.BaseAddress!.Port))
            {
                await client.SendAsync("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
                client.Vanish();
            }

            await exporter.ScrapeAsync();
            backend.Plug(_sticks[0]);
            Exposition.Parse(await exporter.ScrapeAsync()).SticksRead().Should().Contain(3);
        }
    }
}
