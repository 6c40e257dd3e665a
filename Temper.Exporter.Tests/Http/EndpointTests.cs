using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Http;

/// <summary>Paths, methods and headers, over devices that answer.</summary>
public sealed class EndpointTests
{
    private const string Readings = "/metrics?name[]=temper_temperature_celsius&name[]=temper_humidity_rh";

    private readonly FakeTimeProvider _time = new();
    private readonly EmulatedDevice _device = DevicesAt.Twin("usb-1");
    private RunningExporter _exporter = null!;

    [SetUp]
    public async Task Start() =>
        _exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(_time, _device, DevicesAt.Hygrometer("usb-2")),
            _time
        );

    [TearDown]
    public async Task Stop() => await _exporter.DisposeAsync();

    [TestCase("/", null, "text/plain; version=0.0.4; charset=utf-8")]
    [TestCase("/", "*/*", "text/plain; version=0.0.4; charset=utf-8")]
    [TestCase("/", "text/html,*/*;q=0.8", "text/html; charset=utf-8")]
    [TestCase("/metrics", "text/html,*/*;q=0.8", "text/plain; version=0.0.4; charset=utf-8")]
    [TestCase(
        "/metrics",
        "application/openmetrics-text;version=1.0.0",
        "application/openmetrics-text; version=1.0.0; charset=utf-8"
    )]
    [TestCase(
        "/",
        "application/openmetrics-text;version=1.0.0",
        "application/openmetrics-text; version=1.0.0; charset=utf-8"
    )]
    public async Task What_is_served_depends_on_path_and_accept(string path, string? accept, string contentType)
    {
        using var response = await _exporter.SendAsync(HttpMethod.Get, path, accept);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.GetValues("Content-Type").Should().Equal(contentType);
        response.Headers.Vary.Should().Contain("Accept");
        (await response.Content.ReadAsStringAsync())
            .EndsWith("# EOF\n", StringComparison.Ordinal)
            .Should()
            .Be(contentType.Contains("openmetrics", StringComparison.Ordinal));
    }

    [Test]
    public async Task Head_is_get_without_the_body()
    {
        using var get = await _exporter.SendAsync(HttpMethod.Get, Readings);
        using var head = await _exporter.SendAsync(HttpMethod.Head, Readings);

        head.StatusCode.Should().Be(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.Should().Be(get.Content.Headers.ContentLength).And.BePositive();
        (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        using var response = await _exporter.SendAsync(new HttpMethod(method), "/metrics");

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal("GET", "HEAD");
        _device.ReceivedQueries.Should().BeEmpty();
    }

    [TestCase("/favicon.ico")]
    [TestCase("/metrics/")]
    [TestCase("/Metrics")]
    [TestCase("/..%2fmetrics")]
    public async Task Other_paths_are_not_found(string path)
    {
        using var response = await _exporter.SendAsync(HttpMethod.Get, path);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        _device.ReceivedQueries.Should().BeEmpty();
    }

    [Test]
    public async Task Families_can_be_asked_for_by_name() =>
        (await _exporter.ScrapeAsync("/metrics?name[]=temper_humidity_rh&name[]=other"))
            .Should()
            .StartWith("# HELP temper_humidity_rh ")
            .And.NotContain("temper_temperature_celsius");

    [Test]
    public async Task The_path_of_the_metrics_can_be_another()
    {
        await using var exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(_time)] },
            new("/temper")
        );

        (await exporter.ScrapeAsync("/temper")).Should().StartWith("# HELP temper_temperature_celsius ");
        using var usual = await exporter.SendAsync(HttpMethod.Get, "/metrics");
        usual.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_scrape_is_compressed_for_clients_that_accept_it()
    {
        using var response = await _exporter.SendAsync(
            HttpMethod.Get,
            "/metrics",
            headers: ("Accept-Encoding", "gzip")
        );

        response.Content.Headers.ContentEncoding.Should().Equal("gzip");
        using var text = new StreamReader(
            new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress)
        );
        (await text.ReadToEndAsync()).Should().StartWith("# HELP temper_temperature_celsius ");
    }
}
