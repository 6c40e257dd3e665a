using System.Net;
using Microsoft.Extensions.Logging;
using Temper.CommandLine;
using Temper.CommandLine.Logging;
using Temper.Exporter.Settings;
using Temper.Testing;

namespace Temper.Exporter.Tests.Settings;

public sealed class ExporterCommandLineTests
{
    [Test]
    public void Without_flags_the_defaults_are_the_references()
    {
        var options = Parse();

        options.Listen.Should().Equal(new ListenAddress(IPAddress.IPv6Any, 9204));
        options.TelemetryPath.Should().Be("/metrics");
        options.LogLevel.Should().Be(LogLevel.Information);
        options.LogFormat.Should().Be(LogFormat.Logfmt);
        options.Filter.Should().BeNull();
        options.Devices.DeviceTimeout.Should().Be(TimeSpan.FromSeconds(2));
        options.Devices.DecoderOverrides.Should().BeEmpty();
        options.Devices.IsSimulated.Should().BeFalse();
        options.WebConfigFile.Should().BeNull();
        options.IsCheck.Should().BeFalse();
        options.IsLifecycleEnabled.Should().BeFalse();
        options.MaxRequests.Should().Be(0);
        options.TimeoutOffset.Should().Be(TimeSpan.FromSeconds(0.5));
        options.KeepsHistory.Should().BeTrue();
        options.CrossOrigin.Should().BeNull();
    }

    [Test]
    public void History_and_cross_origin_requests_have_a_flag()
    {
        var options = Parse("--no-history", "--web.cors.origin", "https://home\\.example");

        options.KeepsHistory.Should().BeFalse();
        options.CrossOrigin.Should().NotBeNull();
    }

    [Test]
    public void Every_flag_of_the_reference_is_taken() =>
        Parse("--bind-address", "192.0.2.1", "--bind-port", "9000", "--bind-v6only", "1", "--thread-count", "4")
            .Listen.Should()
            .Equal(new ListenAddress(IPAddress.Parse("192.0.2.1"), 9000, V6Only: true));

    [TestCase(":9204", "::", 9204)]
    [TestCase("0.0.0.0:1", "0.0.0.0", 1)]
    [TestCase("[::1]:0", "::1", 0)]
    [TestCase("127.0.0.1:65535", "127.0.0.1", 65535)]
    public void The_listen_address_is_spelled_as_in_other_exporters(string text, string address, int port) =>
        Parse("--web.listen-address", text).Listen.Should().Equal(new ListenAddress(IPAddress.Parse(address), port));

    [Test]
    public void A_host_name_is_looked_up_when_it_is_needed() =>
        IPAddress
            .IsLoopback(Parse("--web.listen-address=localhost:9204").Listen.Single().Resolve().Address)
            .Should()
            .BeTrue();

    [Test]
    public void The_root_serves_metrics_anyway_so_the_path_stays_the_default() =>
        Parse("--web.telemetry-path", "/").TelemetryPath.Should().Be("/metrics");

    [Test]
    public void It_listens_on_every_address_that_is_given() =>
        Parse("--web.listen-address", "127.0.0.1:1", "--web.listen-address", "[::1]:2").Listen.Should().HaveCount(2);

    [TestCase("0", false)]
    [TestCase("1", true)]
    public void V6only_is_a_bit(string text, bool expected) =>
        Parse("--bind-v6only", text).Listen.Single().V6Only.Should().Be(expected);

    [Test]
    public void Decoders_can_be_given_again_and_again() =>
        Parse("--decoder", "TEMPer1F_H1V1.5F=sht1x", "--decoder=TEMPer2_M12_V1.3=fm75")
            .Devices.DecoderOverrides.Select(decoder => decoder.ToString())
            .Should()
            .Equal("TEMPer1F_H1V1.5F=sht1x", "TEMPer2_M12_V1.3=fm75");

    [TestCase("--simulate", null)]
    [TestCase("--simulate demo", "demo")]
    [TestCase("--simulate sticks.json", "sticks.json")]
    [TestCase("--simulate --bind-port 1", null)]
    public void Simulate_takes_a_name_or_nothing(string line, string? expected)
    {
        var options = Parse(line.Split(' '));

        options.Devices.IsSimulated.Should().BeTrue();
        options.Devices.Simulation.Should().Be(expected);
    }

    [TestCase("0.25", 250)]
    [TestCase("30", 30_000)]
    public void The_device_timeout_is_in_seconds(string text, int milliseconds) =>
        Parse("--device-timeout", text).Devices.DeviceTimeout.Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [TestCase(
        "--bind-address localhost",
        "--bind-address: 'localhost' is not an IPv6 or IPv4 address, such as :: or 127.0.0.1"
    )]
    [TestCase("--bind-port x", "--bind-port: 'x' is not a port from 0 to 65535")]
    [TestCase("--bind-port 65536", "--bind-port: '65536' is not a port from 0 to 65535")]
    [TestCase("--bind-port -1", "--bind-port: '-1' is not a port from 0 to 65535")]
    [TestCase("--bind-v6only 2", "--bind-v6only: '2' is not 0 or 1")]
    [TestCase("--bind-v6only yes", "--bind-v6only: 'yes' is not 0 or 1")]
    [TestCase("--thread-count 0", "--thread-count: '0' is not a whole number of at least 1")]
    [TestCase("--device-timeout 0", "--device-timeout: '0' is not a number of seconds from 0.001 to 3600")]
    [TestCase("--device-timeout 1e9", "--device-timeout: '1e9' is not a number of seconds from 0.001 to 3600")]
    [TestCase("--device-timeout NaN", "--device-timeout: 'NaN' is not a number of seconds from 0.001 to 3600")]
    [TestCase("--decoder sht1x", "--decoder: 'sht1x' is not FIRMWARE=CODEC, such as TEMPer1F_H1V1.5F=sht1x")]
    [TestCase(
        "--decoder TEMPer9=sht1x",
        "--decoder: unknown firmware version 'TEMPer9'; temper-read --list shows that of a device"
    )]
    [TestCase(
        "--decoder TEMPer2_M12_V1.3=sht20",
        "--decoder: codec 'sht20' cannot decode TEMPer2_M12_V1.3; codecs that can: fm75, centi"
    )]
    [TestCase(
        "--web.listen-address 9204",
        "--web.listen-address: '9204' is not HOST:PORT, such as :9204, 127.0.0.1:9204 or [::1]:9204"
    )]
    [TestCase("--web.listen-address ::1", "--web.listen-address: '::1' is not HOST:PORT")]
    [TestCase("--web.listen-address [127.0.0.1]:1", "--web.listen-address: '[127.0.0.1]:1' is not HOST:PORT")]
    [TestCase("--web.listen-address :1 --web.listen-address x:y", "--web.listen-address: 'x:y' is not HOST:PORT")]
    [TestCase(
        "--web.listen-address :1 --bind-port 1",
        "--web.listen-address cannot be combined with --bind-address, --bind-port or --bind-v6only"
    )]
    [TestCase(
        "--web.telemetry-path metrics",
        "--web.telemetry-path: 'metrics' is not an unused, plain path such as /metrics"
    )]
    [TestCase("--web.telemetry-path /-/healthy", "--web.telemetry-path: '/-/healthy' is not an unused, plain path")]
    [TestCase("--web.telemetry-path /a?b", "--web.telemetry-path: '/a?b' is not an unused, plain path")]
    [TestCase("--web.max-requests -1", "--web.max-requests: '-1' is not a whole number")]
    [TestCase(
        "--web.cors.origin [",
        "--web.cors.origin: '[' is not a regular expression for an origin, such as https://home\\.example"
    )]
    [TestCase("--history", "unknown flag '--history'; did you mean --no-history?")]
    [TestCase("--web.telemetry-path /plot.js", "--web.telemetry-path: '/plot.js' is not an unused, plain path")]
    [TestCase("--web.config.file --simulate", "--web.config.file: missing value before '--simulate'")]
    [TestCase("--scrape.timeout-offset 61", "--scrape.timeout-offset: '61' is not a number of seconds from 0 to 60")]
    [TestCase("--scrape.timeout-offset -1", "--scrape.timeout-offset: '-1' is not a number of seconds from 0 to 60")]
    [TestCase("--simulate --web.config.file /no/such", "--web.config.file: cannot read '/no/such': no such file")]
    [TestCase(
        "--simulate --web.config.file /no/such --web.config.check",
        "--web.config.file: cannot read '/no/such': no such"
    )]
    [TestCase("--web.config.check --config /no/such", "--config: cannot read '/no/such': no such file")]
    [TestCase("--web.config.check --simulate /no/such", "--simulate: cannot read '/no/such': no such file")]
    [TestCase("--log.level verbose", "--log.level: 'verbose' is not one of debug, info, warn, error")]
    [TestCase("--log.format xml", "--log.format: 'xml' is not one of logfmt, json")]
    [TestCase("--log.format 1", "--log.format: '1' is not one of logfmt, json")]
    [TestCase("--device-include [", "--device-include: '[' is not a regular expression")]
    [TestCase(
        "--device-include firmware=",
        "--device-include: 'firmware=' is not a regular expression, a USB id such as 413d:2107, or firmware=GLOB"
    )]
    [TestCase("--device-exclude version=TEMPer2*", "--device-exclude: 'version=TEMPer2*' is not a regular expression")]
    [TestCase("--device-include a --device-exclude b", "--device-include cannot be combined with --device-exclude")]
    [TestCase("--bind-port", "--bind-port: missing value; give --bind-port PORT")]
    [TestCase("--bind-port 1 --bind-port 2", "--bind-port: given 2 times; give it once")]
    [TestCase("--config --bind-port 1", "--config: missing value before '--bind-port'; give --config FILE")]
    [TestCase("--log.leval=debug", "unknown flag '--log.leval'; did you mean --log.level?")]
    [TestCase("--web.telemetry-pth /m", "unknown flag '--web.telemetry-pth'; did you mean --web.telemetry-path?")]
    [TestCase("--json", "unknown flag '--json'; see temper-exporter --help")]
    [TestCase("serve", "unexpected argument 'serve'; see temper-exporter --help")]
    [TestCase("--decoder TEMPer1F_H1V1.5F=sht2", "--decoder: unknown codec 'sht2'; did you mean sht20?")]
    [TestCase("completion tcsh", "completion: unknown shell 'tcsh'; shells: bash, zsh, fish")]
    [TestCase("--port 9204", "unknown flag '--port'; did you mean --bind-port?")]
    [TestCase("--calibration /etc/temper.json", "unknown flag '--calibration'; did you mean --config?")]
    [TestCase("--simulate --config /no/such/file", "--config: cannot read '/no/such/file': no such file")]
    [TestCase("--simulate /no/such/file", "--simulate: cannot read '/no/such/file': no such file")]
    [TestCase("--simulate --jsno", "unknown flag '--jsno'; --simulate takes demo|FILE")]
    [TestCase("--config --simulat", "unknown flag '--simulat'; did you mean --simulate?")]
    [TestCase("--web.telemetry-path /a/../b", "--web.telemetry-path: '/a/../b' is not an unused, plain path")]
    [TestCase("--web.telemetry-path /./m", "--web.telemetry-path: '/./m' is not an unused, plain path")]
    [TestCase("--web.telemetry-path //x", "--web.telemetry-path: '//x' is not an unused, plain path")]
    [TestCase("--web.telemetry-path /x/", "--web.telemetry-path: '/x/' is not an unused, plain path")]
    [TestCase("--web.telemetry-path /page.js", "--web.telemetry-path: '/page.js' is not an unused, plain path")]
    [TestCase("--web.telemetry-path /page.css", "--web.telemetry-path: '/page.css' is not an unused, plain path")]
    [TestCase("--web.telemetry-path /page.html", "--web.telemetry-path: '/page.html' is not an unused, plain path")]
    [TestCase("--web.telemetry-path /a%20b", "--web.telemetry-path: '/a%20b' is not an unused, plain path")]
    [TestCase("--web.telemetry-path /api/x", "--web.telemetry-path: '/api/x' is not an unused, plain path")]
    [TestCase("--bind-address 127.000.000.010", "--bind-address: '127.000.000.010' is not an IPv6 or IPv4 address")]
    [TestCase("--bind-address 127.1", "--bind-address: '127.1' is not an IPv6 or IPv4 address")]
    [TestCase("--bind-address 2130706433", "--bind-address: '2130706433' is not an IPv6 or IPv4 address")]
    [TestCase("--bind-address 0x7f.0.0.1", "--bind-address: '0x7f.0.0.1' is not an IPv6 or IPv4 address")]
    [TestCase("--bind-address fe80::1%nope", "--bind-address: 'fe80::1%nope' is not an IPv6 or IPv4 address")]
    [TestCase("--web.listen-address 127.000.000.010:1", "--web.listen-address: '127.000.000.010:1' is not HOST:PORT")]
    [TestCase("--web.listen-address [fe80::1%nope]:1", "--web.listen-address: '[fe80::1%nope]:1' is not HOST:PORT")]
    public async Task An_invalid_command_line_is_one_line_and_exit_status_2(string line, string expected)
    {
        var (output, error) = (new PrintedText(), new PrintedText());

        var exitCode = await ExporterProgram.RunAsync(line.Split(' '), output, error);

        exitCode.Should().Be(ExitCode.Usage);
        output.ToString().Should().BeEmpty();
        error.ToString().Should().StartWith($"temper-exporter: {expected}");
        error.ToString().Count(character => character == '\n').Should().Be(1);
    }

    [TestCase("--help", "--bind-address <ADDRESS>")]
    [TestCase("-h", "--simulate <demo|FILE>")]
    [TestCase("--version", ".")]
    public async Task Help_and_version_go_to_standard_output(string flag, string expected)
    {
        var (output, error) = (new PrintedText(), new PrintedText());

        (await ExporterProgram.RunAsync([flag], output, error)).Should().Be(ExitCode.Success);

        output.ToString().Should().Contain(expected);
        error.ToString().Should().BeEmpty();
    }

    private static ExporterOptions Parse(params string[] args)
    {
        var commandLine = new ExporterCommandLine();
        var result = commandLine.Parse(args, _ => null);
        result.Errors.Should().BeEmpty();
        commandLine.AsksForInformation(result).Should().BeFalse();
        return commandLine.OptionsOf(result);
    }
}
