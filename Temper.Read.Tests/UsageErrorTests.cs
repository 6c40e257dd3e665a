using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>Invalid command lines.</summary>
public sealed class UsageErrorTests
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [TestCase("--kelvin", "unknown flag '--kelvin'; see temper-read --help")]
    [TestCase("--check -w 10", "unknown flag '--check'; did you mean the command check?")]
    [TestCase("--json --csv", "--json cannot be combined with --csv")]
    [TestCase("--json --influx", "--json cannot be combined with --influx")]
    [TestCase("--list --influx", "--list cannot be combined with --influx")]
    [TestCase("--influx --prometheus", "--prometheus cannot be combined with --influx")]
    [TestCase("--csv --plain", "--csv cannot be combined with --plain")]
    [TestCase("--sensor external", "--sensor requires --plain")]
    [TestCase("--list --sensor external", "--sensor requires --plain")]
    [TestCase("--plain --sensor --json", "--sensor: missing value before '--json'; give --sensor NAME")]
    [TestCase("--list --csv", "--list cannot be combined with --csv")]
    [TestCase("--list --json --watch 1", "--list cannot be combined with --watch")]
    [TestCase("--list --watch 1", "--list cannot be combined with --watch")]
    [TestCase("--watch 0", "--watch: '0' is not a number of seconds from 0.1 to 86400")]
    [TestCase("decode --firmware TEMPer2_V4.1 xyz", "'xyz' is not hex; ")]
    [TestCase("decode --firmware TEMPer2_V4.1 --usb 1 00", "--usb: '1' is not a USB id; ")]
    [TestCase("decode 00", "decode: missing --firmware VERSION")]
    [TestCase("replay /no/such/file", "cannot read '/no/such/file': ")]
    [TestCase("replay /dev/zero", "/dev/zero: longer than 1048576 bytes; check that it is the right file")]
    [TestCase("decode --firmware ~ 00", "--firmware: empty value; ")]
    [TestCase("decode --firmware TEMPer2_V4.1 ~", "empty REPORT_HEX; ")]
    [TestCase("replay ~", "cannot read '': ")]
    [TestCase("--config ~", "--config: cannot read '': ")]
    [TestCase("--calibration=/etc/temper.json", "unknown flag '--calibration'; did you mean --config?")]
    [TestCase("--simulate --calibration f", "unknown flag '--calibration'; did you mean --config?")]
    [TestCase("capture --calibration f", "capture: unknown flag '--calibration'; did you mean --config?")]
    [TestCase("--simulate ~", "--simulate: cannot read '': ")]
    [TestCase(
        "capture --simulate",
        "found 2 devices; choose one with "
            + "--device usb-3f980000.usb-1.4/input1 or --device usb-3f980000.usb-1.3/input1"
    )]
    [TestCase("--simulate /no/such/file", "--simulate: cannot read '/no/such/file': ")]
    [TestCase("--decoder x", "--decoder: 'x' is not FIRMWARE=CODEC")]
    [TestCase("--json replay f", "--json has no effect before 'replay'; give the flags of 'replay' after it")]
    [TestCase(
        "--simulate demo capture",
        "--simulate has no effect before 'capture'; give the flags of 'capture' after it"
    )]
    [TestCase("--device x capture", "--device has no effect before 'capture'; ")]
    [TestCase("--simulate --jsno", "unknown flag '--jsno'; did you mean --json?")]
    [TestCase(
        "capture --simulate --output --device",
        "capture: --output: missing value before '--device'; give --output FILE"
    )]
    [TestCase("--device --jsno", "unknown flag '--jsno'; did you mean --json?")]
    [TestCase("--simulate --count 2", "--count requires --watch")]
    [TestCase("--simulate --watch 1 --count 0", "--count: '0' is not a whole number of at least 1")]
    [TestCase("captur", "unknown command 'captur'; did you mean capture?")]
    [TestCase("thermometers", "unknown command 'thermometers'; commands: check, decode, replay, capture")]
    [TestCase("capture --json", "capture: unknown flag '--json'; see temper-read capture --help")]
    [TestCase("capture file", "capture: unexpected argument 'file'; see temper-read capture --help")]
    [TestCase("replay", "replay: missing FILE; see temper-read replay --help")]
    [TestCase("replay --jsno", "replay: unknown flag '--jsno'; did you mean --json?")]
    [TestCase("decode --firmware TEMPer2_V4.1 --usb", "decode: --usb: missing value; give --usb VID:PID")]
    [TestCase("--device-timeout -1", "--device-timeout: '-1' is not a number of seconds")]
    public async Task An_invalid_command_line_is_one_line_and_exit_status_2(string line, string expected)
    {
        (await ReadProgram.RunAsync([.. Words(line)], _output, _error)).Should().Be(ExitCode.Usage);

        _output.ToString().Should().BeEmpty();
        _error.ToString().Should().StartWith($"temper-read: {expected}");
        _error.ToString().Count(character => character == '\n').Should().Be(1);
    }

    /// <summary>The words between spaces; <c>~</c> stands for an empty one.</summary>
    private static IEnumerable<string> Words(string line) => line.Split(' ').Select(word => word == "~" ? "" : word);
}
