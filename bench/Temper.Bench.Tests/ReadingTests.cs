using Temper.Bench.Tests.Guest;

namespace Temper.Bench.Tests;

/// <summary>What users see of two good devices.</summary>
public sealed class ReadingTests
{
    private const string TwinPhy = "usb-vhci_hcd.0-1/input1";
    private const string HygrometerPhy = "usb-vhci_hcd.0-2/input1";

    // The numbers are those of yrro/temper-exporter's README, for the same bytes.
    private const string ReferenceSample = $$"""
        # HELP temper_temperature_celsius Temperature reading
        # TYPE temper_temperature_celsius gauge
        temper_temperature_celsius{name="internal",phy="{{TwinPhy}}",version="TEMPer2_M12_V1.3"} 21.625
        temper_temperature_celsius{name="external",phy="{{TwinPhy}}",version="TEMPer2_M12_V1.3"} 20.625
        temper_temperature_celsius{name="",phy="{{HygrometerPhy}}",version="TEMPer1F_H1V1.5F"} 25.980000000000004
        # HELP temper_humidity_rh Relative humidity reading
        # TYPE temper_humidity_rh gauge
        temper_humidity_rh{name="",phy="{{HygrometerPhy}}",version="TEMPer1F_H1V1.5F"} 57.18932593800001

        """;

    [Test]
    public async Task The_exposition_is_the_references_to_the_last_digit()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync("--decoder", "TEMPer1F_H1V1.5F=sht1x");
        await exporter.WarmUpAsync(1, 2);

        var exposition = await exporter.ReadingsAsync();

        await Figures.AddAsync("Exposition of two sticks", $"```\n{exposition}```");
        exposition.Should().Be(ReferenceSample);
    }

    [Test]
    public async Task By_default_the_hygrometer_is_an_SHT20()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);

        (await exporter.ReadingsAsync())
            .Should()
            .Be(
                ReferenceSample
                    .Replace("25.980000000000004", "23.592441406249996", StringComparison.Ordinal)
                    .Replace("57.18932593800001", "47.16162109375", StringComparison.Ordinal)
            );
    }

    [Test]
    public async Task Temper_read_prints_them_beside_a_running_exporter()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        var scrapes = Task.Run(async () =>
        {
            for (var scrape = 0; scrape < 100; scrape++)
            {
                (await exporter.DevicesInScrapeAsync()).Should().Equal(1, 2);
            }
        });

        var read = await Programs.RunAsync(Programs.Reader());

        read.Should()
            .Be(
                new Outcome(
                    0,
                    $"""
                    {TwinPhy}  TEMPer2_M12_V1.3  internal  21.63 °C
                    {TwinPhy}  TEMPer2_M12_V1.3  external  20.63 °C
                    {HygrometerPhy}  TEMPer1F_H1V1.5F  -         23.59 °C
                    {HygrometerPhy}  TEMPer1F_H1V1.5F  -         47.16 %RH

                    """,
                    ""
                )
            );
        await scrapes;
    }

    [Test]
    public async Task Fifteen_devices_are_read_and_none_for_another()
    {
        await using var devices = await PluggedDevices.PlugAsync([
            .. Enumerable.Range(1, 15).Select(number => $"{PluggedDevices.Twin},data={number:x2}00{number + 50:x2}00"),
        ]);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync([.. Enumerable.Range(1, 15)]);

        var lines = (await exporter.ReadingsAsync())
            .Split('\n')
            .Where(line => line.StartsWith("temper_", StringComparison.Ordinal));

        lines
            .Should()
            .BeEquivalentTo(
                Enumerable
                    .Range(1, 15)
                    .SelectMany(number =>
                        new[] { TwinSeries("internal", number, number), TwinSeries("external", number, number + 50) }
                    )
            );
    }

    private static string TwinSeries(string name, int device, int celsius) =>
        Exporter.Series("temper_temperature_celsius", name, device, "TEMPer2_M12_V1.3", $"{celsius}");
}
