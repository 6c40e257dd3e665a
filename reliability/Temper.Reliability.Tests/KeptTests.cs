using System.Globalization;
using Temper.Emulator;
using Temper.Exporter.Tests;

namespace Temper.Reliability.Tests;

/// <summary>What is still reachable after a collection: memory that the exporter means to keep.</summary>
public sealed class KeptTests
{
    private const int Rounds = 1000;
    private const int MostBytesARound = 100;

    private readonly EmulatedStick[] _sticks = [SticksAt.Twin("usb-1"), SticksAt.Hygrometer("usb-2"), SticksAt.Twin("usb-3")];

    [Test]
    public async Task Nothing_is_kept_of_sticks_that_came_and_went_and_failed()
    {
        var backend = SticksAt.Backend(TimeProvider.System, _sticks);
        await using var exporter = await RunningExporter.StartAsync(backend, deviceTimeout: TimeSpan.FromSeconds(2));
        await RoundsAsync(exporter, backend, Rounds); // the history of an hour and all pools are full then
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await RoundsAsync(exporter, backend, Rounds);

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Figures.Add("Kept after 1,000 rounds of plugging, faults and vanishing clients", string.Create(CultureInfo.InvariantCulture, $"{growth / 1024.0:0.0} KiB"));
        growth.Should().BeLessThan(Rounds * MostBytesARound);
    }

    private async Task RoundsAsync(RunningExporter exporter, EmulatedHidBackend backend, int rounds)
    {
        StickFault[] faults = [StickFault.None, StickFault.Stall, StickFault.StrayBefore, StickFault.AllOnes, StickFault.UnprintableVersion];
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
            Exposition.Parse(await exporter.ScrapeAsync()).SticksUp().Should().Contain(3);
        }
    }
}
