using System.Net;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Http;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Page;

/// <summary>What is sent to a browser; Temper.Exporter.Browser.Tests look at it in one.</summary>
public sealed class PageTests
{
    private readonly EmulatedDevice _device = DevicesAt.Twin("usb-1");
    private RunningExporter _exporter = null!;

    [SetUp]
    public async Task Start() =>
        _exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System, _device)] },
            new ServerSettings("/temper/metrics")
        );

    [TearDown]
    public ValueTask Stop() => _exporter.DisposeAsync();

    [TestCase("/", "text/html; charset=utf-8")]
    [TestCase("/page.css", "text/css; charset=utf-8")]
    [TestCase("/page.js", "text/javascript; charset=utf-8")]
    public async Task The_page_comes_from_here_alone_and_asks_no_device(string path, string contentType)
    {
        using var response = await _exporter.SendAsync(HttpMethod.Get, path, "text/html,*/*;q=0.8");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.GetValues("Content-Type").Should().Equal(contentType);
        response
            .Headers.GetValues("Content-Security-Policy")
            .Single()
            .Should()
            .StartWith("default-src 'none'; script-src 'self';")
            .And.EndWith("frame-ancestors 'none'")
            .And.NotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.GetValues("Cache-Control").Should().Equal("no-store");
        _device.ReceivedQueries.Should().BeEmpty();
    }

    [Test]
    public async Task Simulated_devices_are_marked([Values] bool isSimulated)
    {
        await using var exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System, _device)] },
            new ServerSettings { IsSimulated = isSimulated }
        );

        using var response = await exporter.SendAsync(HttpMethod.Get, "/", "text/html");

        var page = await response.Content.ReadAsStringAsync();
        page.Contains("Devices are simulated: readings are not measurements.", StringComparison.Ordinal)
            .Should()
            .Be(isSimulated);
        page.Should().NotContain("{");
    }

    [Test]
    public async Task Links_are_relative_and_lead_to_the_metrics_wherever_they_are()
    {
        using var response = await _exporter.SendAsync(HttpMethod.Get, "/", "text/html");
        var page = await response.Content.ReadAsStringAsync();

        page.Should()
            .Contain("<a href=\"./temper/metrics\">metrics</a>")
            .And.Contain($"temper-exporter {BuildInfo.Version}")
            .And.NotContain("{metrics}")
            .And.NotContain("href=\"/")
            .And.NotContain("src=\"/");
    }
}
