using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Http;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests;

/// <summary>Whole expositions, compared byte for byte with files that can be read, and given to promtool.</summary>
[Platform("Linux", Reason = "other systems report less about the process")]
public sealed partial class GoldenExpositionTests
{
    private const string OpenMetrics = "application/openmetrics-text; version=1.0.0";

    [Test]
    public async Task With_the_references_formula_its_own_sample_comes_out() =>
        await Scrape([.. SimulatedDevices.ReferenceReadme()], "reference.prom", "TEMPer1F_H1V1.5F=sht1x");

    [Test]
    public async Task By_default_the_hygrometer_is_an_SHT20() =>
        await Scrape([.. SimulatedDevices.ReferenceReadme()], "healthy.prom");

    [Test]
    public async Task Without_devices_the_families_are_still_there() => await Scrape([], "no-sticks.prom");

    [Test]
    public async Task Frost_is_negative() =>
        await Scrape([DevicesAt.Twin("usb-1", "ff00fff0"), DevicesAt.Hygrometer("usb-2", "0c000000")], "frost.prom");

    [Test]
    public async Task A_probe_that_is_not_there_has_no_series() =>
        await Scrape([DevicesAt.Twin("usb-1", "15a0ffff")], "no-probe.prom");

    [Test]
    public async Task Two_equal_devices_differ_in_their_port() =>
        await Scrape([DevicesAt.Twin("usb-1.1"), DevicesAt.Twin("usb-1.2")], "equal-sticks.prom");

    [Test]
    public async Task A_device_that_fails_has_no_series_and_the_others_do()
    {
        var bad = DevicesAt.Hygrometer("usb-2");
        bad.Fault = DeviceFault.Stall;
        await Scrape([DevicesAt.Twin("usb-1"), bad, DevicesAt.Twin("usb-3")], "failing-stick.prom");
    }

    [Test]
    public async Task A_hostile_port_path_stays_within_its_quotes() =>
        await Scrape([DevicesAt.Twin("usb\"} 1\nfake{x=\"\\\x1b[31m\ud800")], "hostile.prom");

    [Test]
    public async Task Every_state_of_a_device_is_exposed()
    {
        var (silent, forbidden, unknown, outOfRange) = (
            DevicesAt.Twin("usb-2"),
            DevicesAt.Twin("usb-3"),
            DevicesAt.Twin("usb-4"),
            DevicesAt.Hygrometer("usb-5")
        );
        silent.Fault = DeviceFault.Stall;
        forbidden.IsForbidden = true;
        unknown.Fault = DeviceFault.UnprintableVersion;
        outOfRange.Fault = DeviceFault.AllOnes;
        await Scrape(
            [
                DevicesAt.Hygrometer("usb-1"),
                silent,
                forbidden,
                unknown,
                outOfRange,
                new EmulatedDevice(DeviceModels.Find("HidTEMPer")!, "usb-6"),
            ],
            "states.prom"
        );
    }

    [Test]
    public async Task A_dew_point_that_is_asked_for_has_a_family_of_its_own() =>
        await Scrape([.. SimulatedDevices.ReferenceReadme()], "dew-point.prom", derivesDewPoint: true);

    [Test]
    public async Task Names_have_metrics_of_their_own_and_readings_keep_their_labels() =>
        await Scrape(
            [.. SimulatedDevices.ReferenceReadme(), DevicesAt.Hygrometer("usb-5")],
            "names.prom",
            names:
            [
                new("usb-3f980000.usb-1.4", Sensor: null, "Rack 3"),
                new("usb-3f980000.usb-1.4", "external", "\"Café\""),
                new("usb-3f980000.usb-1.3", "", "Cellar"),
            ]
        );

    [Test]
    public async Task OpenMetrics_is_the_same_in_its_own_words() =>
        await Scrape([.. SimulatedDevices.ReferenceReadme()], "healthy.om", accept: OpenMetrics);

    private static async Task Scrape(
        EmulatedDevice[] devices,
        string golden,
        string? decoder = null,
        string? accept = null,
        bool derivesDewPoint = false,
        params GivenName[] names
    )
    {
        var time = new FakeTimeProvider();
        await using var clock = new Timer(_ => time.Advance(TimeSpan.FromMilliseconds(10)), null, 0, 1);
        await using var exporter = await RunningExporter.StartAsync(
            new TemperOptions
            {
                Transports = [DevicesAt.Transport(time, devices)],
                TimeProvider = time,
                DecoderOverrides = decoder is null ? [] : [DecoderOverride.Parse(decoder)],
                IncludeDewPoint = derivesDewPoint,
            },
            new ServerSettings(WithDewPoint: derivesDewPoint) { Config = new(new([], new DeviceNames(names))) }
        );

        using var response = await exporter.SendAsync(HttpMethod.Get, "/metrics", accept);

        Timeless(await response.Content.ReadAsStringAsync(), accept == OpenMetrics ? "1.0" : "1")
            .Should()
            .Be(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", golden)));
    }

    /// <summary>
    /// The exposition with fixed values where they differ from run to run and from machine to machine.
    /// </summary>
    private static string Timeless(string exposition, string value) =>
        Build()
            .Replace(
                Varying().Replace(exposition, $"$1 {value}"),
                "version=\"1.2.3\",revision=\"abc\",runtime=\".NET\",os=\"linux\",arch=\"x64\""
            );

    [GeneratedRegex(@"^(process_\w+|temper_\w+_seconds(?:{.*})?) .*$", RegexOptions.Multiline)]
    private static partial Regex Varying();

    [GeneratedRegex("(?<=^temper_exporter_build_info{).*(?=})", RegexOptions.Multiline)]
    private static partial Regex Build();
}
