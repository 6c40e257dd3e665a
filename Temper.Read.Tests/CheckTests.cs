using Microsoft.Extensions.Time.Testing;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Read.Check;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary><c>temper-read check</c>: what a monitoring system reads.</summary>
public sealed class CheckTests
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [TestCase("", 0, "OK: usb-3f980000.usb-1.4 external 20.63 C | 'usb-3f980000.usb-1.4_external'=20.625C;;")]
    [TestCase(
        "-w 20 -c 30",
        1,
        "WARNING: usb-3f980000.usb-1.4 external 20.63 C is above 20 | 'usb-3f980000.usb-1.4_external'=20.625C;20;30"
    )]
    [TestCase(
        "-w 20 -c -5:10.5",
        2,
        "CRITICAL: usb-3f980000.usb-1.4 external 20.63 C is above 10.5 "
            + "| 'usb-3f980000.usb-1.4_external'=20.625C;20;-5:10.5"
    )]
    [TestCase(
        "--warning=21:",
        1,
        "WARNING: usb-3f980000.usb-1.4 external 20.63 C is below 21 | 'usb-3f980000.usb-1.4_external'=20.625C;21:;"
    )]
    [TestCase(
        "--critical=@20:21",
        2,
        "CRITICAL: usb-3f980000.usb-1.4 external 20.63 C is inside 20:21 "
            + "| 'usb-3f980000.usb-1.4_external'=20.625C;;@20:21"
    )]
    public async Task The_status_follows_from_the_ranges(string ranges, int status, string expected)
    {
        var given = ranges.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (await RunAsync(["--simulate", "--sensor", "external", .. given])).Should().Be(status);

        _output.ToString().Should().Be($"TEMPER {expected}\n");
        _error.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task Humidity_is_in_percent()
    {
        (await RunAsync("--simulate", "--quantity", "humidity", "-w", "40:60")).Should().Be(0);

        _output
            .ToString()
            .Should()
            .Be("TEMPER OK: usb-3f980000.usb-1.3 47.16 % | 'usb-3f980000.usb-1.3'=47.1616%;40:60;\n");
    }

    [TestCase("--bogus", "check: unknown flag '--bogus'; see temper-read check --help")]
    [TestCase("-w 20:10", "check: -w: '20:10' is not a range such as 30, 10:, ~:30, 10:30 or @10:30")]
    [TestCase("--quantity pressure", "check: --quantity: 'pressure' is not one of temperature, humidity")]
    [TestCase("--timeout 0", "check: --timeout: '0' is not a number of seconds from 0.001 to 3600")]
    [TestCase("--simulate /no/such/file", "--simulate: cannot read '/no/such/file': no such file")]
    [TestCase(
        "--simulate --sensor nope",
        "no temperature sensor 'nope'; sensors: 'internal' temperature, 'external' temperature, '' temperature, "
            + "'' humidity"
    )]
    [TestCase(
        "--simulate --device nope",
        "--device: no device matches 'nope'; plugged in: usb-3f980000.usb-1.4/input1, usb-3f980000.usb-1.3/input1"
    )]
    public async Task What_cannot_be_checked_is_unknown_and_said_on_standard_output(string line, string expected)
    {
        (await RunAsync(line.Split(' '))).Should().Be(3);

        _output.ToString().Should().Be($"TEMPER UNKNOWN: {expected}\n");
        _error.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task A_flag_before_the_command_and_a_bad_variable_are_unknown_too()
    {
        (await ReadProgram.RunAsync(["--simulate", "check"], _output, _error)).Should().Be(3);
        (await ReadProgram.RunAsync(["check"], _output, _error, environment: Variables("TEMPER_DEVICE_TIMEOUT", "x")))
            .Should()
            .Be(3);

        _output.ToString().Should().Contain("UNKNOWN: --simulate has no effect").And.Contain("TEMPER_DEVICE_TIMEOUT: ");
    }

    [Test]
    public async Task The_variables_hold_for_it()
    {
        (await ReadProgram.RunAsync(["check"], _output, _error, environment: Variables("TEMPER_SIMULATE", "1")))
            .Should()
            .Be(0);
    }

    [Test]
    public async Task A_device_that_fails_is_unknown_unless_another_is_worse()
    {
        var (bad, good) = (DevicesAt.Hygrometer("usb-1"), DevicesAt.Twin("usb-2"));
        bad.Fault = DeviceFault.Stall;

        var calm = await CheckAsync(Options(), bad, good);
        var alarmed = await CheckAsync(Options(critical: "10"), bad, good);

        calm.Status.Should().Be(CheckStatus.Unknown);
        calm.Line.Should().StartWith("TEMPER UNKNOWN: usb-1/input1: /dev/hidraw1 rejected the query (stall); ");
        calm.Line.Should().EndWith(" | 'usb-2_internal'=21.625C;; 'usb-2_external'=20.625C;;");
        alarmed.Status.Should().Be(CheckStatus.Critical);
        alarmed.Line.Should().StartWith("TEMPER CRITICAL: usb-2 internal 21.63 C is above 10, ");
    }

    [Test]
    public async Task A_missing_probe_is_unknown_only_if_it_was_asked_for()
    {
        var device = DevicesAt.Twin("usb-1", "15a0ffff");

        (await CheckAsync(Options(), device)).Status.Should().Be(CheckStatus.Ok);
        (await CheckAsync(Options(sensor: "external"), device))
            .Line.Should()
            .Be("TEMPER UNKNOWN: usb-1 external has no probe");
    }

    [Test]
    public async Task An_out_of_range_value_is_unknown() =>
        (await CheckAsync(Options(sensor: "external"), DevicesAt.Twin("usb-1", "15a07ff0")))
            .Line.Should()
            .Be("TEMPER UNKNOWN: usb-1 external is out of range; replug the device");

    [Test]
    public async Task A_sensor_is_found_by_the_users_name_and_its_series_keeps_its_own()
    {
        var names = new DeviceNames([new("usb-1", "external", "Fridge | left"), new("usb-1", null, "Rack")]);

        var one = await CheckAsync(Options(sensor: "Fridge | left", names: names), DevicesAt.Twin("usb-1"));
        var all = await CheckAsync(Options(names: names), DevicesAt.Twin("usb-1"));

        one.Line.Should().Be("TEMPER OK: Fridge / left 20.63 C | 'usb-1_external'=20.625C;;");
        all.Line.Should().StartWith("TEMPER OK: Rack internal 21.63 C, Fridge / left 20.63 C | ");
    }

    [Test]
    public async Task Hostile_text_stays_in_its_place()
    {
        var report = await CheckAsync(Options(), DevicesAt.Twin("usb|'=1 2\n\u001b"));

        report.Line.Should().NotContainAny("\n", "\u001b");
        report.Line.Count(character => character == '|').Should().Be(1);
        report
            .Line.Should()
            .EndWith(" | 'usb/__1 2\ufffd\ufffd_internal'=21.625C;; 'usb/__1 2\ufffd\ufffd_external'=20.625C;;");
    }

    [Test]
    public async Task Without_a_device_it_is_unknown() =>
        (await CheckAsync(Options())).Line.Should().StartWith("TEMPER UNKNOWN: no device found; ");

    [Test]
    [Platform("Linux", Reason = "uses a FIFO")]
    public async Task It_ends_in_time_whatever_it_waits_for()
    {
        var fifo = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        (await Shell.RunAsync($"mkfifo {fifo}")).ExitCode.Should().Be(0);
        var time = new FakeTimeProvider();
        var command = new CheckCommand(new DeviceFlags(), _output, time).Create();

        var run = command.Parse(["--config", fifo]).InvokeAsync();
        run.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(10));

        (await run).Should().Be(3);
        _output.ToString().Should().Be("TEMPER UNKNOWN: timed out after 10 s\n");
        await Shell.RunAsync($"true > {fifo}; rm {fifo}"); // lets the reader end
    }

    private static Dictionary<string, string> Variables(string name, string value) => new() { [name] = value };

    private static CheckOptions Options(string? critical = null, string? sensor = null, DeviceNames? names = null)
    {
        ThresholdRange? range = null;
        _ = critical is null || ThresholdRange.TryParse(critical, out range);
        return new(Quantity.Temperature, sensor, Warning: null, range, names ?? DeviceNames.None);
    }

    private static async Task<CheckReport> CheckAsync(CheckOptions options, params EmulatedDevice[] devices)
    {
        var transport = DevicesAt.Transport(TimeProvider.System, devices);
        await using var set = new TemperDeviceSet(new TemperOptions { Transports = [transport] });
        return CheckReport.Of(await set.ReadAsync(), options);
    }

    private Task<int> RunAsync(params string[] args) => ReadProgram.RunAsync(["check", .. args], _output, _error);
}
