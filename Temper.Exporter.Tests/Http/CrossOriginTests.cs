using System.Net;
using Temper.Devices;
using Temper.Exporter.Http;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Http;

/// <summary>Which pages of other origins may read answers.</summary>
public sealed class CrossOriginTests
{
    private const string Allowed = "https://home.example:8443";

    private RunningExporter? _exporter;

    [TearDown]
    public async Task Stop() => await (_exporter?.DisposeAsync() ?? ValueTask.CompletedTask);

    [TestCase("/metrics")]
    [TestCase("/api/v1/readings")]
    [TestCase("/api/v1/history")]
    [TestCase("/api/v1/history?hours=99")]
    public async Task A_page_of_a_matching_origin_may_read_data_without_credentials(string path)
    {
        using var response = await AskAsync(Allowed, path);

        response.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal(Allowed);
        response.Headers.Contains("Access-Control-Allow-Credentials").Should().BeFalse();
        response.Headers.Vary.Should().Contain("Origin");
    }

    [TestCase("https://home.example")]
    [TestCase("http://home.example:8443")]
    [TestCase("https://evil.example")]
    [TestCase("https://home.example:8443.evil.example")]
    [TestCase("https://evil.example/https://home.example:8443")]
    [TestCase("https://homeXexample:8443")]
    [TestCase("null")]
    [TestCase("")]
    public async Task Another_page_may_not_and_a_cache_keeps_the_two_apart(string origin)
    {
        using var response = await AskAsync(origin, "/api/v1/readings");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
        response.Headers.Vary.Should().Contain("Origin");
    }

    [Test]
    public async Task The_metrics_still_vary_by_what_the_client_accepts() =>
        (await AskAsync(Allowed, "/metrics")).Headers.Vary.Should().Contain(["Origin", "Accept"]);

    [Test]
    public async Task An_origin_longer_than_any_is_not_even_compared()
    {
        using var response = await AskAsync("https://" + new string('a', 600), "/metrics", pattern: ".*");

        response.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [TestCase("/")]
    [TestCase("/page.js")]
    [TestCase("/-/healthy")]
    public async Task Other_paths_are_for_no_other_origin(string path)
    {
        using var response = await AskAsync(Allowed, path);

        response.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [TestCase("OPTIONS", "/api/v1/readings")]
    [TestCase("POST", "/api/v1/readings")]
    [TestCase("POST", "/-/reload")]
    public async Task Other_methods_are_for_no_other_origin(string method, string path)
    {
        using var response = await AskAsync(Allowed, path, method: method);

        response.IsSuccessStatusCode.Should().BeFalse();
        response.Headers.Should().NotContain(header => header.Key.StartsWith("Access-Control"));
    }

    [Test]
    public async Task By_default_no_page_may_read_anything()
    {
        using var response = await AskAsync(Allowed, "/api/v1/readings", pattern: null);

        response.Headers.Should().NotContain(header => header.Key.StartsWith("Access-Control"));
        response.Headers.Vary.Should().NotContain("Origin");
    }

    [TestCase("")]
    [TestCase("[")]
    [TestCase("(a)\\1")]
    public void What_is_not_a_regular_expression_or_needs_backtracking_is_rejected(string pattern) =>
        CrossOrigin.TryParse(pattern, out _).Should().BeFalse();

    private async Task<HttpResponseMessage> AskAsync(
        string origin,
        string path,
        string? pattern = "https://(home|other)\\.example:8443",
        string method = "GET"
    )
    {
        var time = TimeProvider.System;
        var options = new TemperOptions { Transports = [DevicesAt.Transport(time, DevicesAt.Twin("usb-1"))] };
        var crossOrigin = pattern is not null && CrossOrigin.TryParse(pattern, out var parsed) ? parsed : null;
        _exporter = await RunningExporter.StartAsync(options, new ServerSettings { CrossOrigin = crossOrigin });
        return await _exporter.SendAsync(new HttpMethod(method), path, headers: ("Origin", origin));
    }
}
