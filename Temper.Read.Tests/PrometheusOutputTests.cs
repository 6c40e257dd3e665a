using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary><c>--prometheus</c>, for the textfile collector of node_exporter.</summary>
public sealed class PrometheusOutputTests
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Combine(_folder.FullName, "temper.prom");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task The_metrics_are_the_exporters_with_the_time_and_without_counters()
    {
        (await RunAsync("--dew-point")).Should().Be(0);

        var text = _output.ToString();
        text.Should()
            .StartWith(
                "# HELP temper_temperature_celsius Temperature reading\n# TYPE temper_temperature_celsius gauge\n"
                    + "temper_temperature_celsius{name=\"internal\",phy=\"usb-3f980000.usb-1.4/input1\","
                    + "version=\"TEMPer2_M12_V1.3\"} 21.625\n"
            )
            .And.Contain("\ntemper_device_up{phy=\"usb-3f980000.usb-1.3/input1\"} 1\n")
            .And.Contain("\ntemper_dew_point_celsius{")
            .And.MatchRegex("\ntemper_read_timestamp_seconds 1[0-9.]+\n$")
            .And.NotContain("_total")
            .And.NotContain("_label")
            .And.NotContain("last_");
    }

    [Test]
    public async Task Names_are_in_it()
    {
        using var config = new TemporaryFile(
            """{ "names": [ { "phy": "usb-3f980000.usb-1.4", "sensor": "external", "label": "Fridge" } ] }"""
        );

        await RunAsync("--config", config.Path);

        _output
            .ToString()
            .Should()
            .Contain(
                "\ntemper_sensor_label{name=\"external\",phy=\"usb-3f980000.usb-1.4/input1\",label=\"Fridge\"} 1\n"
            );
    }

    [Test]
    [Platform("Linux", Reason = "has file modes")]
    public async Task A_file_is_replaced_and_can_be_read_by_all()
    {
        await File.WriteAllTextAsync(Target, "old");
        (await Shell.RunAsync($"chmod 400 {Target}")).ExitCode.Should().Be(0);

        (await RunAsync("--output", Target)).Should().Be(0);

        _output.ToString().Should().BeEmpty();
        (await File.ReadAllTextAsync(Target)).Should().StartWith("# HELP temper_temperature_celsius");
        (await Shell.RunAsync($"test $(stat -c %a {Target}) = 644")).ExitCode.Should().Be(0);
        _folder.GetFiles().Should().ContainSingle();
    }

    [Test]
    public async Task The_file_is_also_written_if_devices_fail()
    {
        using var devices = new TemporaryFile(
            """{ "sticks": [ { "phy": "usb-1", "firmware": "TEMPer2_M12_V1.3", "fault": "stall" } ] }"""
        );

        (await ReadProgram.RunAsync(["--simulate", devices.Path, "--prometheus", "--output", Target], _output, _error))
            .Should()
            .Be(ExitCode.Failure);

        (await File.ReadAllTextAsync(Target))
            .Should()
            .Contain("\ntemper_device_up{phy=\"usb-1/input1\"} 0\n")
            .And.NotContain("\ntemper_temperature_celsius{");
        _error.ToString().Should().StartWith("temper-read: usb-1/input1: ");
    }

    [TestCase("folder", "is a directory")]
    [TestCase("no/such.prom", "no such file")]
    [TestCase("link", "not a regular file; give the name of one, which may not exist yet")]
    [Platform("Linux", Reason = "links files")]
    public async Task What_cannot_be_replaced_stays_and_nothing_is_left_behind(string name, string expected)
    {
        _folder.CreateSubdirectory("folder");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), Target);
        var path = Path.Combine(_folder.FullName, name);

        (await RunAsync("--output", path)).Should().Be(ExitCode.Failure);

        _error.ToString().Should().Be($"temper-read: cannot write '{path}': {expected}\n");
        _folder.GetFileSystemInfos().Select(entry => entry.Name).Should().BeEquivalentTo("folder", "link");
    }

    [Test]
    [Platform("Linux", Reason = "has /dev")]
    public async Task Nothing_is_written_among_the_device_nodes()
    {
        (await RunAsync("--output", "/dev/temper.prom")).Should().Be(ExitCode.Failure);

        _error.ToString().Should().Contain("cannot write '/dev/temper.prom': not a regular file; ");
    }

    [TestCase("--json", "--prometheus cannot be combined with --json")]
    [TestCase("--csv", "--prometheus cannot be combined with --csv")]
    [TestCase("--list", "--prometheus cannot be combined with --list")]
    [TestCase("--watch 1", "--prometheus cannot be combined with --watch")]
    [TestCase("--fahrenheit", "--prometheus cannot be combined with --fahrenheit")]
    public async Task It_is_a_format_of_its_own(string flags, string expected)
    {
        (await RunAsync(flags.Split(' '))).Should().Be(ExitCode.Usage);

        _error.ToString().Should().Be($"temper-read: {expected}\n");
    }

    [Test]
    public async Task A_file_alone_is_not_enough()
    {
        (await ReadProgram.RunAsync(["--simulate", "--output", Target], _output, _error)).Should().Be(ExitCode.Usage);

        _error.ToString().Should().Be("temper-read: --output requires --prometheus\n");
    }

    private Task<int> RunAsync(params string[] args) =>
        ReadProgram.RunAsync(["--simulate", "--prometheus", .. args], _output, _error);
}
