using System.Net;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Http;

public sealed class ReloadEndpointTests
{
    private int _reads;
    private string? _problem;

    [TestCase("POST", true, HttpStatusCode.OK, "ok\n")]
    [TestCase("PUT", true, HttpStatusCode.OK, "ok\n")]
    [TestCase("GET", true, HttpStatusCode.MethodNotAllowed, "method not allowed; use POST or PUT\n")]
    [TestCase("GET", false, HttpStatusCode.MethodNotAllowed, "method not allowed; use POST or PUT\n")]
    [TestCase(
        "POST",
        false,
        HttpStatusCode.Forbidden,
        "lifecycle API is not enabled; it needs --web.enable-lifecycle\n"
    )]
    public async Task Only_a_post_reloads_and_only_with_the_flag(
        string method,
        bool isEnabled,
        HttpStatusCode expected,
        string text
    )
    {
        await using var exporter = await StartAsync(isEnabled);

        using var response = await exporter.SendAsync(new HttpMethod(method), "/-/reload");

        response.StatusCode.Should().Be(expected);
        (await response.Content.ReadAsStringAsync()).Should().Be(text);
        _reads.Should().Be(expected == HttpStatusCode.OK ? 1 : 0);
    }

    [Test]
    public async Task A_failed_reload_is_500_with_the_reason_and_shows_in_the_metrics()
    {
        await using var exporter = await StartAsync(isEnabled: true);
        (await exporter.ScrapeAsync()).Should().Contain("temper_exporter_config_last_reload_successful 1\n");
        _problem = "--config: x.json, line 3: what is wrong";

        using var response = await exporter.SendAsync(HttpMethod.Post, "/-/reload");

        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync())
            .Should()
            .Be("failed to reload configuration: --config: x.json, line 3: what is wrong\n");
        (await exporter.ScrapeAsync())
            .Should()
            .Contain("temper_exporter_config_last_reload_successful 0\n")
            .And.MatchRegex("temper_exporter_config_last_reload_success_timestamp_seconds [0-9.e+]+\n");
    }

    [Test]
    public async Task Without_a_file_the_metrics_of_the_reload_are_absent()
    {
        await using var exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System)] },
            new() { IsLifecycleEnabled = true }
        );

        using var response = await exporter.SendAsync(HttpMethod.Post, "/-/reload");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await exporter.ScrapeAsync()).Should().NotContain("reload");
    }

    private Task<RunningExporter> StartAsync(bool isEnabled)
    {
        Action Read()
        {
            _reads++;
            return _problem is null ? () => { } : throw new FormatException(_problem);
        }

        return RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System)] },
            new() { Reload = new ConfigReload([Read], TimeProvider.System), IsLifecycleEnabled = isEnabled }
        );
    }
}
