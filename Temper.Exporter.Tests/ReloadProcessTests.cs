using System.Net;
using System.Runtime.InteropServices;
using Temper.CommandLine;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests;

/// <summary>A reload by SIGHUP, in a process of its own.</summary>
[Platform("Linux", Reason = "signals are sent with kill(2)")]
public sealed class ReloadProcessTests
{
    private const string Phy = "usb-3f980000.usb-1.4/input1";

    [Test]
    public async Task Sighup_reads_calibration_names_and_web_configuration_again()
    {
        using var config = new TemporaryFile(Config(offset: 1, "Fridge"));
        using var web = new TemporaryFile("http_server_config: {headers: {X-Frame-Options: deny}}");
        using var exporter = await StartAsync(config, web);
        using var client = new HttpClient();
        (await client.GetStringAsync(exporter.MetricsUri)).Should().Contain("} 22.625\n").And.Contain("\"Fridge\"");

        File.WriteAllText(config.Path, Config(offset: 2, "Rack"));
        File.WriteAllText(web.Path, "http_server_config: {headers: {X-Frame-Options: sameorigin}}");
        exporter.Send(PosixSignal.SIGHUP);

        (await NextFromReloadAsync(exporter)).Should().EndWith("level=info msg=\"configuration reloaded\"");
        using var response = await client.GetAsync(exporter.MetricsUri);
        response.Headers.GetValues("X-Frame-Options").Should().Equal("sameorigin");
        (await response.Content.ReadAsStringAsync())
            .Should()
            .Contain("} 23.625\n")
            .And.Contain("\"Rack\"")
            .And.NotContain("\"Fridge\"")
            .And.Contain("temper_exporter_config_last_reload_successful 1\n");
        await StopAsync(exporter);
    }

    [Test]
    public async Task If_one_file_is_invalid_both_stay_in_use()
    {
        using var config = new TemporaryFile(Config(offset: 1, "Fridge"));
        using var web = new TemporaryFile("basic_auth_users:");
        using var exporter = await StartAsync(config, web);
        using var client = new HttpClient();

        File.WriteAllText(config.Path, Config(offset: 2, "Rack"));
        File.WriteAllText(web.Path, "basic_auth_users: {prom: secret}");
        exporter.Send(PosixSignal.SIGHUP);

        (await NextFromReloadAsync(exporter))
            .Should()
            .Contain("level=error msg=\"configuration not reloaded; the previous one stays in use\"")
            .And.Contain($"error=\"--web.config.file: {web.Path}, line 1, column 20: the password of 'prom' is not");
        using var response = await client.GetAsync(exporter.MetricsUri);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync())
            .Should()
            .Contain("} 22.625\n")
            .And.Contain("\"Fridge\"")
            .And.Contain("temper_exporter_config_last_reload_successful 0\n");
        await StopAsync(exporter);
    }

    private static string Config(int offset, string name) =>
        $$"""
            {
              "calibration": [{ "phy": "{{Phy}}", "sensor": "internal", "offset": {{offset}} }],
              "names": [{ "phy": "{{Phy}}", "label": "{{name}}" }]
            }
            """;

    private static Task<ExporterProcess> StartAsync(TemporaryFile config, TemporaryFile web) =>
        ExporterProcess.StartAsync("--simulate", "--config", config.Path, "--web.config.file", web.Path);

    // Devices are logged when they are first read.
    private static async Task<string> NextFromReloadAsync(ExporterProcess exporter)
    {
        string line;
        do
        {
            line = (await exporter.NextLineAsync())!;
        } while (line.Contains("msg=\"device reading\"", StringComparison.Ordinal));

        return line;
    }

    private static async Task StopAsync(ExporterProcess exporter)
    {
        exporter.Send(PosixSignal.SIGTERM);
        (await exporter.ExitCodeAsync()).Should().Be(ExitCode.Success);
    }
}
