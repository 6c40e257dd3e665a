using System.Runtime.InteropServices;
using Temper.CommandLine;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests;

[Platform("Linux", Reason = "signals are sent with kill(2)")]
public sealed class ExporterProcessTests
{
    [TestCase(PosixSignal.SIGTERM)]
    [TestCase(PosixSignal.SIGINT)]
    public async Task A_signal_ends_it_with_status_0(PosixSignal signal)
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate");
        using var client = new HttpClient();
        (await client.GetStringAsync(exporter.MetricsUri)).Should().Contain("21.625");

        exporter.Send(signal);

        (await exporter.ExitCodeAsync()).Should().Be(ExitCode.Success);
    }

    [Test]
    public async Task A_signal_ends_it_while_a_scrape_waits_for_a_silent_stick()
    {
        using var file = new TemporaryFile("""{"sticks":[{"phy":"usb-1","firmware":"TEMPer2_M12_V1.3","fault":"silent"}]}""");
        using var exporter = await ExporterProcess.StartAsync("--simulate", file.Path, "--device-timeout", "3600");
        using var client = new HttpClient();
        var scrape = client.GetAsync(exporter.MetricsUri);
        using var meanwhile = await client.GetAsync(new Uri(exporter.MetricsUri, "/other"));
        scrape.IsCompleted.Should().BeFalse();

        exporter.Send(PosixSignal.SIGTERM);

        (await exporter.ExitCodeAsync()).Should().Be(ExitCode.Success);
    }

    [Test]
    public async Task It_says_so_when_it_has_more_rights_than_it_needs()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate");

        exporter.StartLog.Contains("level=warn msg=\"running as root: ", StringComparison.Ordinal).Should().Be(Environment.IsPrivilegedProcess);
    }

    [Test]
    public async Task Two_addresses_that_are_one_are_one_line_and_exit_status_1()
    {
        using var other = await ExporterProcess.StartAsync("--simulate");
        other.Send(PosixSignal.SIGTERM);
        await other.ExitCodeAsync(); // its port is free now

        var (exitCode, error) = await ExporterProcess.RunAsync(
            "--simulate", "--web.listen-address", $":{other.Port}", "--web.listen-address", $"127.0.0.1:{other.Port}");

        exitCode.Should().Be(ExitCode.Failure);
        error.Should().Be($"temper-exporter: cannot listen on 127.0.0.1:{other.Port}: Address already in use: choose another address or port\n");
    }

    [Test]
    public async Task A_host_that_nobody_knows_may_be_known_later_so_it_is_exit_status_1()
    {
        var (exitCode, error) = await ExporterProcess.RunAsync("--simulate", "--web.listen-address", "nobody.invalid:0");

        exitCode.Should().Be(ExitCode.Failure);
        error.Should().MatchRegex("^temper-exporter: cannot listen on nobody.invalid:0: .+: choose another address or port\n$");
    }

    [Test]
    public async Task A_flag_without_effect_is_told()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate", "--thread-count", "4");

        exporter.StartLog.Should().Contain("level=warn msg=\"--thread-count has no effect: leave it out\"");
    }

    [Test]
    public async Task A_port_in_use_is_one_line_and_exit_status_1()
    {
        using var first = await ExporterProcess.StartAsync("--simulate");

        var (exitCode, error) = await ExporterProcess.RunAsync("--simulate", "--bind-port", $"{first.Port}");

        exitCode.Should().Be(ExitCode.Failure);
        error.Should().Be(
            $"temper-exporter: cannot listen on [::]:{first.Port}: Address already in use: choose another address or port\n");
    }

    [Test]
    public async Task Without_this_machines_sticks_it_serves_empty_families()
    {
        using var exporter = await ExporterProcess.StartAsync("--bind-address", "127.0.0.1");
        using var client = new HttpClient();

        (await client.GetStringAsync(exporter.MetricsUri)).Should().Contain("# TYPE temper_temperature_celsius gauge");
    }
}
