using System.Diagnostics;
using Temper.Bench.Tests.Guest;

namespace Temper.Bench.Tests;

/// <summary>From the device to Prometheus' query API.</summary>
public sealed class PrometheusTests
{
    [Test]
    public async Task Readings_come_back_from_its_query_api_and_a_device_that_is_pulled_out_raises_an_alert()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var exporter = await Exporter.StartAsync();
        await exporter.WarmUpAsync(1, 2);
        var start = Stopwatch.StartNew();
        await using var prometheus = await Prometheus.StartAsync(exporter.Port);
        var started = start.Elapsed;

        await prometheus.WaitForAsync("count(temper_temperature_celsius)", "3");

        (await prometheus.QueryAsync("up")).Should().Equal("1");
        (await prometheus.QueryAsync("temper_temperature_celsius{name=\"internal\"}")).Should().Equal("21.625");
        (await prometheus.QueryAsync("temper_temperature_celsius{name=\"external\"}")).Should().Equal("20.625");
        (await prometheus.QueryAsync("temper_temperature_celsius{name=\"\"}")).Should().Equal("23.592441406249996");
        (await prometheus.QueryAsync("temper_humidity_rh")).Should().Equal("47.16162109375");
        await Figures.AddAsync(
            "Prometheus",
            $"is ready after {Figures.Seconds(started)}, has the readings after {Figures.Seconds(start.Elapsed)}"
        );

        await devices.TellAsync("unplug 1");
        await prometheus.WaitForAsync("ALERTS{alertname=\"TemperStickMissing\",phy=\"usb-vhci_hcd.0-1/input1\"}", "1");

        (await prometheus.QueryAsync("temper_temperature_celsius")).Should().Equal("23.592441406249996");
    }
}
