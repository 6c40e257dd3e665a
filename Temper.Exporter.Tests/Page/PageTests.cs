using System.Net;
using System.Text.RegularExpressions;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Http;
using Temper.Exporter.Page;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Page;

/// <summary>What is sent to a browser; Temper.Exporter.Browser.Tests look at it in one.</summary>
public sealed partial class PageTests
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
    [TestCase("/choices.js", "text/javascript; charset=utf-8")]
    [TestCase("/format.js", "text/javascript; charset=utf-8")]
    [TestCase("/history.js", "text/javascript; charset=utf-8")]
    [TestCase("/plot.js", "text/javascript; charset=utf-8")]
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
            .And.Contain($"<title>Temper on {WebUtility.HtmlEncode(Environment.MachineName)}</title>")
            .And.NotContain("{metrics}")
            .And.NotContain("href=\"/")
            .And.NotContain("src=\"/");
    }

    [Test]
    public async Task Every_module_that_a_script_imports_is_served()
    {
        var imported = new List<string>();
        foreach (var script in PageFiles.Names.Where(name => name.EndsWith(".js", StringComparison.Ordinal)))
        {
            imported.AddRange(
                ImportedModule().Matches(await _exporter.ScrapeAsync(script)).Select(match => match.Groups[1].Value)
            );
        }

        imported
            .Distinct()
            .Should()
            .BeEquivalentTo(PageFiles.Names.Where(name => name.EndsWith(".js") && name != "/page.js"));
    }

    [GeneratedRegex("^import .* from \"\\.(/\\w+\\.js)\";$", RegexOptions.Multiline)]
    private static partial Regex ImportedModule();
}
