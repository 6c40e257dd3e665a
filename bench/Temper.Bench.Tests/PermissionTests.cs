using Temper.Bench.Tests.Guest;

namespace Temper.Bench.Tests;

/// <summary>
/// The service user may open data interfaces once the udev rule that temper-read prints is installed.
/// </summary>
public sealed class PermissionTests
{
    private const string Rule = "/run/udev/rules.d/60-temper.rules";

    [TearDown]
    public async Task RemoveRule()
    {
        File.Delete(Rule);
        await Programs.OutputOfAsync("udevadm", "control", "--reload");
    }

    [Test]
    public async Task The_rule_that_temper_read_prints_gives_the_service_user_the_data_interface_alone()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await devices.TellAsync("unplug 2");
        await Hidraw.WaitForAsync(devices: 1);
        await using var exporter = await Exporter.StartAsync(Programs.Unprivileged);
        (await exporter.DevicesInScrapeAsync()).Should().BeEmpty();
        var list = await Programs.RunAsync(Programs.Unprivileged(Programs.Reader("--list")));
        list.ExitCode.Should().Be(4);

        Directory.CreateDirectory(Path.GetDirectoryName(Rule)!);
        await File.WriteAllLinesAsync(Rule, RulesIn(list.Output + list.Error));
        await Programs.OutputOfAsync("udevadm", "control", "--reload");
        await Programs.OutputOfAsync("udevadm", "trigger");
        await Programs.OutputOfAsync("udevadm", "settle");

        await exporter.WarmUpAsync(1);

        await devices.TellAsync("plug 2");
        await Hidraw.WaitForAsync(devices: 2);
        (await exporter.DevicesInScrapeAsync()).Should().Equal(1, 2);
        (await ModesOfAsync(interfaceNumber: 1))
            .Should()
            .Equal("660 root _temper-exporter", "660 root _temper-exporter");
        (await ModesOfAsync(interfaceNumber: 0)).Should().Equal("600 root root", "600 root root");
    }

    private static IEnumerable<string> RulesIn(string output) =>
        output
            .Split('\n')
            .Where(line => line.Contains("SUBSYSTEM==", StringComparison.Ordinal))
            .Select(line => line.Trim());

    private static async Task<IEnumerable<string>> ModesOfAsync(int interfaceNumber) =>
        (await Programs.OutputOfAsync(["stat", "-c", "%a %U %G", .. await Hidraw.NodesAsync(interfaceNumber)])).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
}
