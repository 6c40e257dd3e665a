using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Http;
using Temper.Exporter.Page;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Http;

public sealed class HistoryEndpointTests
{
    private const string Path = "/api/v1/history";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly EmulatedDevice _twin = DevicesAt.Twin("usb-1");
    private readonly EmulatedDevice _hygrometer = DevicesAt.Hygrometer("usb-2");
    private RunningExporter _exporter = null!;

    [SetUp]
    public async Task Start() => _exporter = await StartAsync(new ServerSettings());

    [TearDown]
    public ValueTask Stop() => _exporter.DisposeAsync();

    [Test]
    public async Task It_has_a_time_per_minute_and_for_each_a_value_or_null_per_sensor()
    {
        await ReadTwiceAsync();
        var queries = _twin.ReceivedQueries.Length;

        (await _exporter.ScrapeAsync(Path))
            .Should()
            .Be(
                """
                {"schema":1,"times":[1767225600,1767225660],"sensors":[
                {"phy":"usb-1/input1",
                "name":"internal","quantity":"temperature","unit":"celsius","values":[21.625,22.625]},
                {"phy":"usb-1/input1",
                "name":"external","quantity":"temperature","unit":"celsius","values":[20.625,20.625]},
                {"phy":"usb-2/input1",
                "name":"","quantity":"temperature","unit":"celsius","values":[23.592,null]},
                {"phy":"usb-2/input1",
                "name":"","quantity":"humidity","unit":"percent","values":[47.162,null]}]}
                """.ReplaceLineEndings("") + "\n"
            );
        _twin.ReceivedQueries.Should().HaveCount(queries);
    }

    [Test]
    public async Task As_csv_it_has_the_columns_of_temper_read_and_a_line_per_value()
    {
        await ReadTwiceAsync();

        using var response = await _exporter.SendAsync(HttpMethod.Get, $"{Path}?format=csv&hours=1");

        response.Content.Headers.GetValues("Content-Type").Should().Equal("text/csv; charset=utf-8");
        response.Content.Headers.ContentDisposition!.ToString().Should().Be("attachment; filename=\"temper.csv\"");
        (await response.Content.ReadAsStringAsync())
            .Should()
            .Be(
                """
                time,phy,version,sensor,quantity,unit,value
                2026-01-01T00:00:00Z,usb-1/input1,TEMPer2_M12_V1.3,internal,temperature,celsius,21.63
                2026-01-01T00:01:00Z,usb-1/input1,TEMPer2_M12_V1.3,internal,temperature,celsius,22.63
                2026-01-01T00:00:00Z,usb-1/input1,TEMPer2_M12_V1.3,external,temperature,celsius,20.63
                2026-01-01T00:01:00Z,usb-1/input1,TEMPer2_M12_V1.3,external,temperature,celsius,20.63
                2026-01-01T00:00:00Z,usb-2/input1,TEMPer1F_H1V1.5F,,temperature,celsius,23.59
                2026-01-01T00:00:00Z,usb-2/input1,TEMPer1F_H1V1.5F,,humidity,percent,47.16

                """.ReplaceLineEndings("\n")
            );
    }

    [Test]
    public async Task Names_are_in_both_and_a_spreadsheet_does_not_evaluate_them()
    {
        var names = new DeviceNames([new("usb-1", "external", "=cmd(\"a\",1)")]);
        await using var exporter = await StartAsync(new ServerSettings { Config = new(new([], names)) });
        await exporter.ScrapeAsync();

        using var json = JsonDocument.Parse(await exporter.ScrapeAsync(Path));
        var csv = await exporter.ScrapeAsync($"{Path}?format=csv");

        json.RootElement.GetProperty("sensors")[1].GetProperty("label").GetString().Should().Be("=cmd(\"a\",1)");
        csv.Should().StartWith("time,phy,version,sensor,quantity,unit,value,label\n");
        csv.Should().Contain("celsius,20.63,\"'=cmd(\"\"a\"\",1)\"\n").And.Contain("celsius,21.63,\n");
    }

    [TestCase($"{Path}?hours=0", "hours: not a number of hours from 1 to 24\n")]
    [TestCase($"{Path}?hours=25", "hours: not a number of hours from 1 to 24\n")]
    [TestCase($"{Path}?hours=-1", "hours: not a number of hours from 1 to 24\n")]
    [TestCase($"{Path}?hours=1&hours=2", "hours: not a number of hours from 1 to 24\n")]
    [TestCase($"{Path}?hours=", "hours: not a number of hours from 1 to 24\n")]
    [TestCase("/api/v1/readings?history=99999999999", "history: not a number of hours from 0 to 24\n")]
    [TestCase("/api/v1/readings?history=x", "history: not a number of hours from 0 to 24\n")]
    public async Task Another_number_of_hours_is_a_bad_request(string path, string expected)
    {
        using var response = await _exporter.SendAsync(HttpMethod.Get, path);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Be(expected);
        _twin.ReceivedQueries.Should().BeEmpty();
    }

    [Test]
    public async Task Before_the_first_reading_it_is_empty() =>
        (await _exporter.ScrapeAsync(Path)).Should().Be("{\"schema\":1,\"times\":[],\"sensors\":[]}\n");

    [Test]
    public async Task Head_has_no_body()
    {
        using var response = await _exporter.SendAsync(HttpMethod.Head, Path);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.GetValues("Cache-Control").Should().Equal("no-store");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        (await response.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Without_history_it_is_not_found_and_the_page_knows()
    {
        await using var exporter = await StartAsync(new() { History = new ReadingHistory(keepsPoints: false) });

        using var response = await exporter.SendAsync(HttpMethod.Get, Path);
        using var page = await exporter.SendAsync(HttpMethod.Get, "/", "text/html");

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).Should().Be("no history is kept (--no-history)\n");
        (await page.Content.ReadAsStringAsync()).Should().Contain("<body data-history=\"off\">");
    }

    private async Task ReadTwiceAsync()
    {
        await _exporter.ScrapeAsync();
        _twin.SetData("16a014a0");
        _hygrometer.Fault = DeviceFault.Stall;
        _time.Advance(TimeSpan.FromMinutes(1));
        await _exporter.ScrapeAsync();
    }

    private Task<RunningExporter> StartAsync(ServerSettings settings) =>
        RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(_time, _twin, _hygrometer)], TimeProvider = _time },
            settings
        );
}
