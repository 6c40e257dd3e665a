using Temper.Bench.Tests.Guest;
using Temper.Testing;

namespace Temper.Bench.Tests;

/// <summary>
/// One session with the Debian package, from the first installation to the purge, under systemd and udev.
/// </summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed partial class DebianPackageTests
{
    private const string Defaults = "/etc/default/prometheus-temper-exporter";
    private const string DropIn = "/run/systemd/system/prometheus-temper-exporter.service.d";
    private const string Readings = """
        curl -s http://127.0.0.1:9204/metrics | grep -E '^temper_(temperature|humidity)'
        """;

    private readonly Service _service = new();
    private PluggedDevices _devices = null!;

    [OneTimeSetUp]
    public async Task Install_with_devices_plugged_in()
    {
        // The image has it for other tests; the package must make it.
        await Programs.OutputOfAsync("userdel", "_temper-exporter");
        _devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        // As where the first device comes after the service.
        await _service.DoAsync("modprobe -r usbhid hid-generic hid");
        await _service.DoAsync("dpkg -i /share/packages/first.deb");
        await _service.DoAsync("modprobe -a usbhid hid-generic; udevadm settle");
    }

    [OneTimeTearDown]
    public async Task ShowSession()
    {
        await Figures.AddAsync("A session with the Debian package", $"```\n{_service.Transcript}```");
        _service.Dispose();
        await _devices.DisposeAsync();
    }

    [Test, Order(1)]
    public async Task Installed_it_serves_without_a_dotnet()
    {
        (await _service.DoAsync("systemctl is-enabled prometheus-temper-exporter")).Should().Be("enabled");
        (await _service.DoAsync("systemctl is-active prometheus-temper-exporter")).Should().Be("active");

        (await _service.DoAsync(Readings))
            .Split('\n')
            .Should()
            .Equal(
                Exporter.Series("temper_temperature_celsius", "internal", 1, "TEMPer2_M12_V1.3", "21.625"),
                Exporter.Series("temper_temperature_celsius", "external", 1, "TEMPer2_M12_V1.3", "20.625"),
                Exporter.Series("temper_temperature_celsius", "", 2, "TEMPer1F_H1V1.5F", "23.592441406249996"),
                Exporter.Series("temper_humidity_rh", "", 2, "TEMPer1F_H1V1.5F", "47.16162109375")
            );
    }

    [Test, Order(2)]
    public async Task It_has_a_user_of_its_own_and_no_capabilities()
    {
        var process = $"/proc/{await Service.PropertyAsync("MainPID")}";

        (await _service.DoAsync($"stat -c '%U %G' {process}")).Should().Be("_temper-exporter _temper-exporter");
        (await _service.DoAsync($"grep -E '^(Cap|NoNewPrivs|Seccomp:)' {process}/status"))
            .Split('\n')
            .Should()
            .Equal(
                "CapInh:\t0000000000000000",
                "CapPrm:\t0000000000000000",
                "CapEff:\t0000000000000000",
                "CapBnd:\t0000000000000000",
                "CapAmb:\t0000000000000000",
                "NoNewPrivs:\t1",
                "Seccomp:\t2"
            );
        (await Programs.OutputOfAsync("readlink", $"{process}/exe")).Should().Be("/usr/bin/temper-exporter\n");
    }

    [Test, Order(3)]
    public async Task The_group_may_open_data_interfaces_and_not_keyboards()
    {
        await _service.DoAsync("ls -l /dev/hidraw*");

        (await ModesAsync(interfaceNumber: 1)).Should().Equal("660 root _temper-exporter", "660 root _temper-exporter");
        (await ModesAsync(interfaceNumber: 0)).Should().Equal("600 root root", "600 root root");
    }

    [Test, Order(4)]
    public async Task Temper_read_is_for_root_and_the_group()
    {
        (await _service.DoAsync("setpriv --reuid=_temper-exporter --regid=_temper-exporter --clear-groups temper-read"))
            .Should()
            .Contain("21.63 °C");
        (await _service.DoAsync("temper-read")).Should().Contain("21.63 °C");

        var unprivileged = await _service.TypeAsync(
            "setpriv --reuid=nobody --regid=nogroup --clear-groups temper-read --list"
        );

        unprivileged.ExitCode.Should().Be(4);
        (unprivileged.Output + unprivileged.Error)
            .Should()
            .Contain("ATTRS{modalias}==\"usb:v0C45p7401*in01*\", GROUP=\"_temper-exporter\"");
    }

    [Test, Order(5)]
    public async Task Devices_can_be_plugged_in_and_unplugged_while_it_runs()
    {
        await TellDevicesAsync("unplug 1");
        await Hidraw.WaitForAsync(devices: 1);
        (await _service.DoAsync(Readings)).Should().NotContain("TEMPer2").And.Contain("TEMPer1F");

        await TellDevicesAsync("plug 1");
        await Hidraw.WaitForAsync(devices: 2);
        (await _service.DoAsync(Readings)).Should().Contain("TEMPer2").And.Contain("TEMPer1F");
    }

    [Test, Order(6)]
    public async Task Its_arguments_are_in_etc_default()
    {
        await _service.DoAsync(
            $"""sed -i 's/^ARGS=.*/ARGS="--web.listen-address 127.0.0.1:9300 --dew-point"/' {Defaults}"""
        );
        await _service.DoAsync("systemctl restart prometheus-temper-exporter");

        (await _service.ReadingsAsync(port: 9300))
            .Should()
            .Contain(line => line.Contains("dew_point", StringComparison.Ordinal));
    }

    [Test, Order(7)]
    public async Task Invalid_arguments_are_logged_once_and_do_not_restart_it()
    {
        await _service.DoAsync($"""cp {Defaults} /tmp/defaults; echo 'ARGS="--no-such-flag"' >{Defaults}""");
        (await _service.TypeAsync("systemctl restart prometheus-temper-exporter")).ExitCode.Should().NotBe(0);

        await Service.UntilAsync("SubState", "failed"); // not auto-restart
        (await _service.DoAsync("systemctl show -P ExecMainStatus prometheus-temper-exporter")).Should().Be("2");
        (await _service.DoAsync("systemctl show -P NRestarts prometheus-temper-exporter")).Should().Be("0");
        (await _service.DoAsync("journalctl -u prometheus-temper-exporter -o cat -n 20 | grep temper-exporter:"))
            .Should()
            .Contain("--no-such-flag")
            .And.NotContain("\n");

        await _service.DoAsync($"cp /tmp/defaults {Defaults}; systemctl restart prometheus-temper-exporter");
    }

    [Test, Order(8)]
    public async Task Killed_it_is_back()
    {
        var restarts = await Service.NumberAsync("NRestarts");

        await _service.DoAsync("systemctl kill --signal=KILL prometheus-temper-exporter");

        await Service.UntilRestartedAsync(restarts);
        await _service.DoAsync("systemctl show -p NRestarts,ActiveState prometheus-temper-exporter");
        (await _service.ReadingsAsync(port: 9300)).Should().NotBeEmpty();
    }

    [Test, Order(9)]
    public async Task Stopped_dead_it_is_back_but_not_for_the_sake_of_a_hung_device()
    {
        await _service.DoAsync(
            $"mkdir -p {DropIn}; "
                + @"printf '[Service]\nWatchdogSec=8\nIPAddressDeny=any\nIPAddressAllow=localhost\n' "
                + $">{DropIn}/watchdog.conf; systemctl daemon-reload"
        );
        await _service.DoAsync("systemctl restart prometheus-temper-exporter");
        await TellDevicesAsync("fault 1 silent");
        var beforeMicroseconds = await Service.NumberAsync("WatchdogTimestampMonotonic");

        await Until.TrueAsync(
            async () =>
                await _service.ReadingsAsync(port: 9300) is { Count: > 0 }
                && await Service.NumberAsync("WatchdogTimestampMonotonic") - beforeMicroseconds > 12_000_000,
            "signs of life for longer than the watchdog waits"
        );

        (await _service.DoAsync("systemctl show -P NRestarts prometheus-temper-exporter")).Should().Be("0");
        await TellDevicesAsync("fault 1 none");

        await _service.DoAsync("systemctl kill --signal=STOP prometheus-temper-exporter");

        await Service.UntilRestartedAsync(restartsBefore: 0);
        await _service.DoAsync("systemctl show -p NRestarts,ActiveState prometheus-temper-exporter");
        (await _service.DoAsync("journalctl -u prometheus-temper-exporter -o cat | grep -i watchdog"))
            .Should()
            .Contain("Watchdog timeout");
        await _service.DoAsync(
            $"rm -r {DropIn}; systemctl daemon-reload; systemctl restart prometheus-temper-exporter"
        );
    }

    [Test, Order(11)]
    public async Task An_upgrade_restarts_it_and_keeps_what_was_configured()
    {
        var process = await Service.PropertyAsync("MainPID");

        await _service.DoAsync("dpkg -i /share/packages/next.deb");

        (await _service.DoAsync("dpkg-query -W prometheus-temper-exporter")).Should().EndWith("+next");
        (await _service.DoAsync("systemctl is-active prometheus-temper-exporter")).Should().Be("active");
        (await Service.PropertyAsync("MainPID")).Should().NotBe(process);
        (await _service.DoAsync($"grep ^ARGS {Defaults}")).Should().Contain("127.0.0.1:9300");
        (await _service.ReadingsAsync(port: 9300)).Should().NotBeEmpty();
    }

    [Test, Order(12)]
    public async Task Removed_it_leaves_its_configuration_and_purged_only_its_user()
    {
        await _service.DoAsync("dpkg -r prometheus-temper-exporter");

        (await _service.TypeAsync("systemctl is-active prometheus-temper-exporter")).ExitCode.Should().NotBe(0);
        (await Programs.RunAsync("pidof", "temper-exporter", "temper-mqtt")).Output.Should().BeEmpty();
        File.Exists("/usr/bin/temper-exporter").Should().BeFalse();
        File.Exists("/lib/udev/rules.d/60-prometheus-temper-exporter.rules").Should().BeFalse();
        File.Exists(Defaults).Should().BeTrue();

        await _service.DoAsync("dpkg -P prometheus-temper-exporter");

        File.Exists(Defaults).Should().BeFalse();
        (await _service.TypeAsync("dpkg -l prometheus-temper-exporter")).ExitCode.Should().NotBe(0);
        (await _service.DoAsync("getent passwd _temper-exporter")).Should().EndWith("/usr/sbin/nologin");
    }

    private Task TellDevicesAsync(string command)
    {
        _service.Note($"(the sticks: {command})");
        return _devices.TellAsync(command);
    }

    private static async Task<IEnumerable<string>> ModesAsync(int interfaceNumber) =>
        (await Programs.OutputOfAsync(["stat", "-c", "%a %U %G", .. await Hidraw.NodesAsync(interfaceNumber)])).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
}
