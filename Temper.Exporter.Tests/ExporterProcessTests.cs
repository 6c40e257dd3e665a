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
    public async Task A_signal_ends_it_while_a_scrape_waits_for_a_silent_device()
    {
        using var file = new TemporaryFile(
            """{"sticks":[{"phy":"usb-1","firmware":"TEMPer2_M12_V1.3","fault":"silent"}]}"""
        );
        using var exporter = await ExporterProcess.StartAsync("--simulate", file.Path, "--device-timeout", "3600");
        using var client = new HttpClient();
        var scrape = client.GetAsync(exporter.MetricsUri);
        using var meanwhile = await client.GetAsync(new Uri(exporter.MetricsUri, "/other"));
        scrape.IsCompleted.Should().BeFalse();

        exporter.Send(PosixSignal.SIGTERM);

        (await exporter.ExitCodeAsync()).Should().Be(ExitCode.Success);
    }

    [Test]
    public async Task Sighup_without_a_file_is_logged_and_does_not_end_the_program()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate");
        using var client = new HttpClient();

        exporter.Send(PosixSignal.SIGHUP);

        (await exporter.NextLineAsync())
            .Should()
            .EndWith("level=info msg=\"SIGHUP ignored; there is nothing to reload\"");
        (await client.GetStringAsync(exporter.MetricsUri)).Should().Contain("21.625");
        exporter.Send(PosixSignal.SIGTERM);
        (await exporter.ExitCodeAsync()).Should().Be(ExitCode.Success);
    }

    [Test]
    public async Task Start_stop_and_simulation_are_logged()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate");
        exporter.Send(PosixSignal.SIGTERM);

        exporter
            .StartLog.Should()
            .Contain($"msg=\"starting temper-exporter\" version={BuildInfo.Version} revision={BuildInfo.Revision}")
            .And.Contain("level=warn msg=\"devices are simulated (--simulate); readings are not measurements\"");
        (await exporter.NextLineAsync()).Should().EndWith("level=info msg=stopped");
    }

    [Test]
    public async Task An_address_that_the_host_does_not_have_is_a_warning()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate", "--bind-address", "192.0.2.1");

        exporter
            .StartLog.Should()
            .Contain(
                "level=warn msg=\"no interface has this listen address yet; clients cannot connect until one has\" "
                    + "address=192.0.2.1:"
            );
    }

    [Test]
    public async Task At_level_debug_each_read_is_logged()
    {
        using var exporter = await ExporterProcess.StartAsync(
            "--simulate",
            "--log.level",
            "debug",
            "--device-exclude",
            ".*1\\.3"
        );
        using var client = new HttpClient();
        await client.GetStringAsync(exporter.MetricsUri);

        var lines = new List<string>();
        while (lines is [] || !lines[^1].Contains("msg=\"device read\"", StringComparison.Ordinal))
        {
            lines.Add((await exporter.NextLineAsync())!);
        }

        lines
            .Should()
            .ContainMatch(
                "*level=debug msg=\"device excluded by --device-include or --device-exclude\" "
                    + "phy=usb-3f980000.usb-1.3/input1 node=/dev/hidraw3"
            )
            .And.ContainMatch("*level=debug msg=\"devices read\" found=1 unsupported=0 duration_ms=*")
            .And.ContainMatch(
                "*level=debug msg=\"device read\" phy=usb-3f980000.usb-1.4/input1 firmware=TEMPer2_M12_V1.3 "
                    + "values=\"internal 21.63 °C, external 20.63 °C\""
            );
    }

    [Test]
    public async Task A_device_that_its_firmware_excludes_is_logged_once_and_not_served()
    {
        using var exporter = await ExporterProcess.StartAsync(
            "--simulate",
            "--log.level",
            "debug",
            "--device-include",
            "firmware=TEMPer2_*"
        );
        using var client = new HttpClient();

        for (var scrape = 0; scrape < 2; scrape++)
        {
            (await client.GetStringAsync(exporter.MetricsUri))
                .Should()
                .Contain("temper_devices{state=\"failed\"} 0\n")
                .And.NotContain("usb-1.3");
        }

        var lines = new List<string>();
        while (lines.Count(line => line.Contains("msg=\"device read\"", StringComparison.Ordinal)) < 2)
        {
            lines.Add((await exporter.NextLineAsync())!);
        }

        lines
            .Where(line => line.Contains("usb-1.3", StringComparison.Ordinal))
            .Should()
            .ContainSingle()
            .Which.Should()
            .EndWith(
                "level=debug msg=\"device excluded by --device-include or --device-exclude\" "
                    + "phy=usb-3f980000.usb-1.3/input1 node=/dev/hidraw3"
            );
    }

    [Test]
    public async Task Running_as_root_is_a_warning()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate");

        exporter
            .StartLog.Contains(
                "level=warn msg=\"running as root; run as a user that a udev rule gives access to the devices\"",
                StringComparison.Ordinal
            )
            .Should()
            .Be(Environment.IsPrivilegedProcess);
    }

    [Test]
    public async Task Two_flags_for_the_same_address_are_one_line_and_exit_status_1()
    {
        using var other = await ExporterProcess.StartAsync("--simulate");
        other.Send(PosixSignal.SIGTERM);
        await other.ExitCodeAsync(); // its port is free now

        var (exitCode, error) = await ExporterProcess.RunAsync(
            "--simulate",
            "--web.listen-address",
            $":{other.Port}",
            "--web.listen-address",
            $"127.0.0.1:{other.Port}"
        );

        exitCode.Should().Be(ExitCode.Failure);
        error
            .Should()
            .Be(
                $"temper-exporter: cannot listen on 127.0.0.1:{other.Port}: Address already in use; "
                    + "choose another address or port\n"
            );
    }

    [Test]
    public async Task A_host_name_that_does_not_resolve_is_exit_status_1_because_it_may_resolve_later()
    {
        var (exitCode, error) = await ExporterProcess.RunAsync(
            "--simulate",
            "--web.listen-address",
            "unknown.invalid:0"
        );

        exitCode.Should().Be(ExitCode.Failure);
        error
            .Should()
            .MatchRegex("^temper-exporter: cannot listen on unknown.invalid:0: .+; choose another address or port\n$");
    }

    [Test]
    public async Task A_flag_without_effect_is_a_warning()
    {
        using var exporter = await ExporterProcess.StartAsync("--simulate", "--thread-count", "4");

        exporter.StartLog.Should().Contain("level=warn msg=\"--thread-count is ignored; remove it\"");
    }

    [Test]
    public async Task A_port_in_use_is_one_line_and_exit_status_1()
    {
        using var first = await ExporterProcess.StartAsync("--simulate");

        var (exitCode, error) = await ExporterProcess.RunAsync("--simulate", "--bind-port", $"{first.Port}");

        exitCode.Should().Be(ExitCode.Failure);
        error
            .Should()
            .Be(
                $"temper-exporter: cannot listen on [::]:{first.Port}: Address already in use; "
                    + "choose another address or port\n"
            );
    }

    [Test]
    public async Task Without_this_machines_devices_it_serves_empty_families()
    {
        using var exporter = await ExporterProcess.StartAsync("--bind-address", "127.0.0.1");
        using var client = new HttpClient();

        (await client.GetStringAsync(exporter.MetricsUri)).Should().Contain("# TYPE temper_temperature_celsius gauge");
    }
}
