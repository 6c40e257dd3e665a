using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;
using Temper.Emulator;

namespace Temper.Devices.PrometheusNet.Tests;

public sealed class RegistryTests : IAsyncDisposable
{
    private const string InternalOfTwin =
        """temper_temperature_celsius{name="internal",phy="usb-1/input1",version="TEMPer2_M12_V1.3"} 21.625""";

    private readonly EmulatedTransport _transport = new(TimeProvider.System);
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly TemperDeviceSet _devices;
    private readonly EmulatedDevice _twin;

    public RegistryTests()
    {
        _devices = new TemperDeviceSet(
            new TemperOptions { Transports = [_transport], DeviceTimeout = TimeSpan.FromSeconds(20) }
        );
        _twin = Plug("TEMPer2_M12_V1.3", "usb-1");
    }

    public ValueTask DisposeAsync() => _devices.DisposeAsync();

    [Test]
    public async Task The_registry_serves_temper_exporters_metrics()
    {
        Plug("TEMPer1F_H1V1.5F", "usb-2");
        _registry.AddTemper(_devices);

        var lines = await LinesAsync();

        lines
            .Should()
            .Contain([
                "# HELP temper_temperature_celsius Temperature reading",
                "# TYPE temper_temperature_celsius gauge",
                InternalOfTwin,
                """temper_humidity_rh{name="",phy="usb-2/input1",version="TEMPer1F_H1V1.5F"} 47.16162109375""",
                "# TYPE temper_device_reads_total counter",
                """temper_device_reads_total{phy="usb-1/input1"} 1""",
                """temper_device_up{phy="usb-1/input1"} 1""",
                """temper_devices{state="failed"} 0""",
                "temper_up 1",
            ]);
    }

    [Test]
    public async Task A_series_that_is_stale_is_not_served()
    {
        _registry.AddTemper(_devices);
        await LinesAsync();
        _transport.Unplug(_twin);

        (await LinesAsync())
            .Should()
            .NotContain(line => line.Contains("usb-1", StringComparison.Ordinal))
            .And.Contain("temper_up 1");
    }

    [Test]
    public async Task A_device_that_comes_back_goes_on_counting()
    {
        _registry.AddTemper(_devices);
        await LinesAsync();
        _transport.Unplug(_twin);
        await LinesAsync();
        Plug("TEMPer2_M12_V1.3", "usb-1");

        (await LinesAsync()).Should().Contain("""temper_device_reads_total{phy="usb-1/input1"} 2""");
    }

    [Test]
    public async Task Nothing_is_served_before_it_was_measured()
    {
        _transport.Unplug(_twin);
        _registry.AddTemper(_devices);

        (await LinesAsync())
            .Should()
            .NotContain(line => line.StartsWith("temper_temperature", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_hostile_port_path_stays_within_its_quotes()
    {
        _transport.Unplug(_twin);
        Plug("TEMPer2_M12_V1.3", "usb\"} 1\nfake{x=\"\\\x1b[31m\ud800");
        _registry.AddTemper(_devices);

        (await LinesAsync())
            .Should()
            .Contain("""temper_device_up{phy="usb\"} 1�fake{x=\"\\�[31m�/input1"} 1""")
            .And.NotContain(line => line.StartsWith("fake", StringComparison.Ordinal));
    }

    [Test]
    public async Task Two_equal_devices_have_a_series_each()
    {
        Plug("TEMPer2_M12_V1.3", "usb-1.2");
        _registry.AddTemper(_devices);

        (await LinesAsync())
            .Should()
            .Contain(InternalOfTwin)
            .And.Contain(InternalOfTwin.Replace("usb-1/", "usb-1.2/", StringComparison.Ordinal));
    }

    [Test]
    public async Task An_app_serves_it_with_two_calls()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddTemper(new TemperOptions { Transports = [_transport] }, _registry);
        await using var app = builder.Build();
        app.MapMetrics(registry: _registry);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var scrapes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.GetStringAsync("/metrics")));

        scrapes.Should().OnlyContain(scrape => scrape.Contains($"{InternalOfTwin}\n", StringComparison.Ordinal));
    }

    private EmulatedDevice Plug(string firmware, string portPath)
    {
        var device = new EmulatedDevice(DeviceModels.Find(firmware)!, portPath);
        _transport.Plug(device);
        return device;
    }

    private async Task<string[]> LinesAsync()
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray()).Split('\n');
    }
}
