using Temper.Emulator;

namespace Temper.Exporter.Tests;

/// <summary>Whole expositions, compared byte for byte with files that can be read, and given to promtool.</summary>
public sealed class GoldenExpositionTests
{
    [Test]
    public async Task With_the_references_formula_its_own_sample_comes_out()
        => await Scrape([.. SimulatedSticks.ReferenceReadme()], "reference.prom", "TEMPer1F_H1V1.5F=sht1x");

    [Test]
    public async Task By_default_the_hygrometer_is_an_SHT20()
        => await Scrape([.. SimulatedSticks.ReferenceReadme()], "healthy.prom");

    [Test]
    public async Task Without_sticks_the_families_are_still_there()
        => await Scrape([], "no-sticks.prom");

    [Test]
    public async Task Frost_is_negative_and_a_whole_degree_has_a_decimal()
        => await Scrape([SticksAt.Twin("usb-1", "ff00fff0"), SticksAt.Hygrometer("usb-2", "0c000000")], "frost.prom");

    [Test]
    public async Task A_probe_that_is_not_there_has_no_series()
        => await Scrape([SticksAt.Twin("usb-1", "15a0ffff")], "no-probe.prom");

    [Test]
    public async Task Two_equal_sticks_differ_in_their_port()
        => await Scrape([SticksAt.Twin("usb-1.1"), SticksAt.Twin("usb-1.2")], "equal-sticks.prom");

    [Test]
    public async Task A_stick_that_fails_has_no_series_and_the_others_do()
    {
        var bad = SticksAt.Hygrometer("usb-2");
        bad.Fault = StickFault.Stall;
        await Scrape([SticksAt.Twin("usb-1"), bad, SticksAt.Twin("usb-3")], "failing-stick.prom");
    }

    [Test]
    public async Task A_hostile_port_path_stays_within_its_quotes()
        => await Scrape([SticksAt.Twin("usb\"} 1\nfake{x=\"\\\x1b[31m\ud800")], "hostile.prom");

    private static async Task Scrape(EmulatedStick[] sticks, string golden, params string[] decoders)
    {
        await using var exporter = await RunningExporter.StartAsync(SticksAt.Backend(TimeProvider.System, sticks), decoders: decoders);

        (await exporter.ScrapeAsync()).Should().Be(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", golden)));
    }
}
