using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Temper.CommandLine;
using Temper.Exporter.Http;
using Temper.Exporter.Settings;
using Temper.Exporter.Testing;
using Temper.Exporter.Tests.Hosting;
using Temper.Testing;

namespace Temper.Exporter.Tests;

public sealed class HealthCheckTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [TestCase("127.0.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("::")]
    public async Task An_exporter_that_answers_is_healthy(string address)
    {
        await using var server = new AnsweringServer("HTTP/1.1 200 OK", IPAddress.Parse(address));

        (await CheckAsync(new ListenAddress(IPAddress.Parse(address), PortOf(server.Listener)))).Should().Be(0);

        _output.ToString().Should().Be("healthy\n");
        _error.ToString().Should().BeEmpty();
        server.LastRequest.Should().StartWith("GET /-/healthy HTTP/1.1\r\n");
    }

    [Test]
    public async Task One_that_accepts_only_IPv6_is_asked_over_IPv6()
    {
        using var listener = ListenSocket.Bind(new ListenAddress(IPAddress.IPv6Any, 0, V6Only: true));
        listener.Listen();
        var check = CheckAsync(new ListenAddress(IPAddress.IPv6Any, PortOf(listener), V6Only: true));
        using (var client = await listener.AcceptAsync())
        {
            await client.ReceiveAsync(new byte[1024]);
            await client.SendAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        }

        (await check).Should().Be(ExitCode.Success);
    }

    [Test]
    public async Task All_of_its_addresses_must_answer()
    {
        await using var good = new AnsweringServer("HTTP/1.1 200 OK");
        await using var bad = new AnsweringServer("HTTP/1.1 503 Service Unavailable");

        var status = await CheckAsync(
            new ListenAddress(IPAddress.Loopback, PortOf(good.Listener)),
            new ListenAddress(IPAddress.Loopback, PortOf(bad.Listener))
        );

        status.Should().Be(ExitCode.Failure);
        _error
            .ToString()
            .Should()
            .Be($"temper-exporter: not healthy: 127.0.0.1:{PortOf(bad.Listener)}: unexpected response\n");
        _output.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task One_that_stays_silent_is_waited_for_so_long_and_no_longer()
    {
        await using var server = new AnsweringServer("");
        var check = CheckAsync(new ListenAddress(IPAddress.Loopback, PortOf(server.Listener)));
        await Until.TrueAsync(() => Task.FromResult(server.RequestCount == 1), "a request");
        check.IsCompleted.Should().BeFalse();

        _time.Advance(HealthCheck.Timeout);

        (await check).Should().Be(ExitCode.Failure);
        _error.ToString().Should().EndWith($":{PortOf(server.Listener)}: no answer within 3 s\n");
    }

    [Test]
    public async Task An_address_that_the_host_does_not_have_is_not_healthy()
    {
        // Nothing could ask the exporter there. RFC 5737 reserves TEST-NET-1 for documentation.
        (await CheckAsync(new ListenAddress(IPAddress.Parse("192.0.2.1"), 9204)))
            .Should()
            .Be(ExitCode.Failure);

        _error.ToString().Should().Be("temper-exporter: not healthy: 192.0.2.1:9204: no interface has this address\n");
    }

    [Test]
    public async Task Any_port_cannot_be_asked()
    {
        (await CheckAsync(new ListenAddress(IPAddress.Loopback, 0))).Should().Be(ExitCode.Usage);

        _error
            .ToString()
            .Should()
            .Be("temper-exporter: --healthcheck needs the port that the exporter listens on, rather than 0\n");
    }

    [Test]
    public async Task An_invalid_web_configuration_is_reported()
    {
        using var file = new TemporaryFile("tls: {}");
        var options = OptionsWith([new(IPAddress.Loopback, 9204)]) with { WebConfigFile = file.Path };

        (await new HealthCheck(_output, _error, _time).RunAsync(options)).Should().Be(ExitCode.Usage);

        _error
            .ToString()
            .Should()
            .StartWith($"temper-exporter: --web.config.file: {file.Path}, line 1, ")
            .And.EndWith("\n");
    }

    [Test]
    [Platform("Linux", Reason = "its program is started with env(1)")]
    public async Task It_asks_the_exporter_that_its_flags_describe()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate", "--bind-address", "127.0.0.1");

        var healthy = await ExporterProcess.RunAsync(
            "--healthcheck",
            "--bind-address",
            "127.0.0.1",
            "--bind-port",
            $"{exporter.Port}"
        );

        healthy.Should().Be((ExitCode.Success, ""));
    }

    private Task<int> CheckAsync(params ListenAddress[] addresses) =>
        new HealthCheck(_output, _error, _time).RunAsync(OptionsWith(addresses));

    private static ExporterOptions OptionsWith(ListenAddress[] addresses)
    {
        var commandLine = new ExporterCommandLine();
        return commandLine.OptionsOf(commandLine.Parse([], _ => null)) with { Listen = addresses };
    }

    private static int PortOf(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port;
}
