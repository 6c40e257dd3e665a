using System.Diagnostics;
using System.Text.RegularExpressions;
using Temper.Bench.Tests.Guest;

namespace Temper.Bench.Tests;

/// <summary>
/// The container image under runc, as docs/containers.md says to run it: no privileges, a read-only root, the host's
/// /dev and /sys, and a device cgroup that allows hidraw nodes only.
/// </summary>
public sealed partial class ContainerTests
{
    private const string Bundle = "/tmp/container";
    private const string Rules = "/run/udev/rules.d/60-temper.rules";
    private const string InNetwork = "nsenter --net --target $(runc state temper | jq .pid)";

    // The address of the exporter in the container's own network.
    private const string Readings = $"{InNetwork} curl -s http://localhost:9204/metrics | grep ^temper_temperature";

    private readonly Service _shell = new();

    [SetUp]
    public async Task Unpack()
    {
        await Programs.OutputOfAsync(
            "bash",
            "-c",
            "mkdir -p /run/udev/rules.d; dpkg-deb --fsys-tarfile /share/packages/first.deb "
                + $"| tar -xO ./lib/udev/rules.d/60-prometheus-temper-exporter.rules >{Rules}; udevadm control --reload"
        );
        await _shell.DoAsync(
            "/share/programs/oci-bundle /share/packages/image.tar "
                + $"{Bundle} $(getent group _temper-exporter | cut -d: -f3)"
        );
    }

    [TearDown]
    public async Task RemoveAll()
    {
        await Figures.AddAsync("A session with the container image", $"```\n{_shell.Transcript}```");
        await Programs.RunAsync("runc", "delete", "--force", "temper");
        Directory.Delete(Bundle, recursive: true);
        File.Delete(Rules);
        await Programs.OutputOfAsync("udevadm", "control", "--reload");
        _shell.Dispose();
    }

    [Test]
    public async Task A_device_that_is_plugged_in_after_the_start_is_read()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await devices.TellAsync("unplug 2");
        await Hidraw.WaitForAsync(devices: 1);
        using var container = await StartAsync();
        (await _shell.DoAsync(Readings)).Should().Contain("phy=\"usb-vhci_hcd.0-1/").And.NotContain("TEMPer1F");

        _shell.Note("(the second device is plugged in)");
        await devices.TellAsync("plug 2");
        await Hidraw.WaitForAsync(devices: 2);

        (await _shell.DoAsync(Readings))
            .Should()
            .Contain(Exporter.Series("temper_temperature_celsius", "internal", 1, "TEMPer2_M12_V1.3", "21.625"))
            .And.Contain(
                Exporter.Series("temper_temperature_celsius", "", 2, "TEMPer1F_H1V1.5F", "23.592441406249996")
            );
        (await _shell.DoAsync("runc exec temper /usr/bin/temper-exporter --healthcheck")).Should().Be("healthy");
        (await _shell.DoAsync("grep -E '^(Uid|CapEff|NoNewPrivs)' /proc/$(runc state temper | jq .pid)/status"))
            .Split('\n')
            .Should()
            .Equal("Uid:\t65532\t65532\t65532\t65532", "CapEff:\t0000000000000000", "NoNewPrivs:\t1");
        await StopAsync(container);
    }

    [Test]
    public async Task Without_the_device_cgroup_rule_the_permission_is_missing_although_the_node_is_there()
    {
        await _shell.DoAsync(
            $"cd {Bundle}; jq '.linux.resources.devices |= .[:1]' config.json >new.json; mv new.json config.json"
        );
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin);
        using var container = await StartAsync();

        (await _shell.DoAsync($"{InNetwork} curl -s http://localhost:9204/metrics | grep ^temper_devices"))
            .Should()
            .Contain("temper_devices{state=\"no_permission\"} 1");

        await StopAsync(container);
    }

    private async Task<Process> StartAsync()
    {
        _shell.Note($"runc run --bundle {Bundle} temper &");
        var container = Programs.Start(["runc", "run", "--bundle", Bundle, "temper"]);
        await Programs.PortAsync(container, ListeningLine());
        return container;
    }

    private async Task StopAsync(Process container)
    {
        await _shell.DoAsync("runc kill temper TERM");
        await container.WaitForExitAsync().WaitAsync(Programs.Timeout);
        container.ExitCode.Should().Be(0);
    }

    [GeneratedRegex(@"listening on"" address=\S+:(\d+)$")]
    private static partial Regex ListeningLine();
}
