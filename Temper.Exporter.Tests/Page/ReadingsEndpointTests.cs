using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Http;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Page;

public sealed partial class ReadingsEndpointTests
{
    private const string Path = "/api/v1/readings";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task A_snapshot_is_a_document_that_can_be_read()
    {
        var (silent, forbidden, unknown) = (DevicesAt.Twin("usb-2"), DevicesAt.Twin("usb-3"), DevicesAt.Twin("usb-4"));
        var outOfRange = DevicesAt.Hygrometer("usb-5");
        silent.Fault = DeviceFault.Stall;
        forbidden.IsForbidden = true;
        unknown.Fault = DeviceFault.UnprintableVersion;
        outOfRange.Fault = DeviceFault.AllOnes;
        await using var clock = new Timer(_ => _time.Advance(TimeSpan.FromMilliseconds(10)), null, 0, 1);
        await using var exporter = await StartAsync(
            DevicesAt.Twin("usb-0", "15a0ffff"),
            DevicesAt.Hygrometer("usb-1"),
            silent,
            forbidden,
            unknown,
            outOfRange,
            new EmulatedDevice(DeviceModels.Find("HidTEMPer")!, "usb-6")
        );

        using var document = JsonDocument.Parse(await exporter.ScrapeAsync(Path));

        Timeless(JsonSerializer.Serialize(document, Indented) + "\n")
            .Should()
            .Be(
                await File.ReadAllTextAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", "readings.json"))
            );
    }

    [Test]
    public async Task The_history_is_included_on_request()
    {
        await using var exporter = await StartAsync(DevicesAt.Twin("usb-1"));
        await exporter.ScrapeAsync("/metrics");
        _time.Advance(TimeSpan.FromMinutes(1));

        var sensor = (await ReadAsync(exporter, $"{Path}?history=1"))[0].GetProperty("sensors")[0];

        sensor.GetProperty("history").ToString().Should().Be("[[1767225600,21.625],[1767225660,21.625]]");
    }

    [Test]
    public async Task A_device_that_fails_keeps_its_sensors_without_a_value()
    {
        var device = DevicesAt.Hygrometer("usb-1");
        await using var exporter = await StartAsync(device);
        await exporter.ScrapeAsync(Path);
        device.Fault = DeviceFault.Stall;

        var sensors = (await ReadAsync(exporter))[0].GetProperty("sensors").EnumerateArray().ToList();

        sensors.Select(sensor => sensor.GetProperty("quantity").GetString()).Should().Equal("temperature", "humidity");
        sensors.Select(sensor => sensor.GetProperty("value").ValueKind).Should().AllBeEquivalentTo(JsonValueKind.Null);
        sensors[0].GetProperty("lastValue").GetDouble().Should().BeApproximately(23.5924, 0.0001);
        sensors[0].GetProperty("lastTime").GetString().Should().Be("2026-01-01T00:00:00+00:00");
    }

    [Test]
    public async Task What_has_a_name_has_a_label_also_while_it_fails()
    {
        var device = DevicesAt.Twin("usb-1");
        var names = new DeviceNames([
            new("usb-1", Sensor: null, "Rack 3"),
            new("usb-1", "external", "</script>Fridge"),
        ]);
        var unsupported = new EmulatedDevice(DeviceModels.Find("HidTEMPer")!, "usb-6");
        await using var exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(_time, device, unsupported)], TimeProvider = _time },
            new ServerSettings { Config = new(new([], names)) }
        );
        await exporter.ScrapeAsync(Path);
        device.Fault = DeviceFault.Stall;

        var devices = await ReadAsync(exporter);

        devices[0].GetProperty("label").GetString().Should().Be("Rack 3");
        var sensors = devices[0].GetProperty("sensors");
        sensors[0].TryGetProperty("label", out _).Should().BeFalse();
        sensors[1].GetProperty("label").GetString().Should().Be("</script>Fridge");
        devices[1].TryGetProperty("label", out _).Should().BeFalse();
    }

    [Test]
    public async Task Hostile_text_stays_in_its_string()
    {
        const string Hostile = "\",\"x\":\"</script><img src=x>\\\n\x1b[31m\ud800";
        await using var exporter = await StartAsync(DevicesAt.Twin(Hostile), DevicesAt.Twin(new string('x', 10_000)));

        var devices = await ReadAsync(exporter);

        devices[0]
            .GetProperty("phy")
            .GetString()
            .Should()
            .Be("\",\"x\":\"</script><img src=x>\\\ufffd\ufffd[31m\ufffd/input1");
        devices[0].TryGetProperty("x", out _).Should().BeFalse();
        devices[1].GetProperty("phy").GetString().Should().StartWith("xxx");
    }

    [Test]
    public async Task Without_devices_the_list_is_empty()
    {
        await using var exporter = await StartAsync();

        (await ReadAsync(exporter)).GetArrayLength().Should().Be(0);
    }

    [Test]
    public async Task It_is_json_that_must_not_be_cached()
    {
        await using var exporter = await StartAsync();

        using var response = await exporter.SendAsync(HttpMethod.Get, Path);

        response.Content.Headers.GetValues("Content-Type").Should().Equal("application/json");
        response.Headers.GetValues("Cache-Control").Should().Equal("no-store");
    }

    private Task<RunningExporter> StartAsync(params EmulatedDevice[] devices) =>
        RunningExporter.StartAsync(DevicesAt.Transport(_time, devices), _time);

    private static async Task<JsonElement> ReadAsync(RunningExporter exporter, string path = Path)
    {
        using var document = JsonDocument.Parse(await exporter.ScrapeAsync(path));
        return document.RootElement.GetProperty("sticks").Clone();
    }

    private static string Timeless(string document) => TakenAt().Replace(document, "2026-01-01T00:00:00+00:00");

    [GeneratedRegex("(?<=\"takenAt\": \")[^\"]*")]
    private static partial Regex TakenAt();
}
