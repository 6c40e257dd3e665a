using Temper.CommandLine;

namespace Temper.Read.Tests;

/// <summary>Command lines that cannot be meant so.</summary>
public sealed class UsageErrorTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [TestCase("--kelvin", "Unrecognized command or argument '--kelvin'.")]
    [TestCase("--json --csv", "--json and --csv do not go together: give one of them")]
    [TestCase("--json --watch 1", "--json and --watch do not go together: give one of them")]
    [TestCase("--list --watch 1", "--list and --watch do not go together: give one of them")]
    [TestCase("--watch 0", "--watch: '0' is not a number of seconds, 0.1 to 86400")]
    [TestCase("decode --firmware TEMPer2_V4.1 xyz", "'xyz' is not hex: ")]
    [TestCase("decode --firmware TEMPer2_V4.1 --usb 1 00", "'1' is no USB id: ")]
    [TestCase("decode 00", "Option '--firmware' is required.")]
    [TestCase("replay /no/such/file", "cannot read '/no/such/file': ")]
    [TestCase("replay /dev/zero", "/dev/zero, longer than 1048576 bytes: is it the right file?")]
    [TestCase("decode --firmware ~ 00", "--firmware is empty: ")]
    [TestCase("decode --firmware TEMPer2_V4.1 ~", "an empty report means nothing: ")]
    [TestCase("replay ~", "cannot read '': ")]
    [TestCase("--calibration ~", "--calibration: cannot read '': ")]
    [TestCase("--simulate ~", "--simulate: cannot read '': ")]
    [TestCase(
        "capture --simulate",
        "there are 2 sticks: choose one with "
            + "--device usb-3f980000.usb-1.4/input1 or --device usb-3f980000.usb-1.3/input1"
    )]
    [TestCase("--simulate /no/such/file", "--simulate: cannot read '/no/such/file': ")]
    [TestCase("--decoder x", "--decoder: 'x' is not FIRMWARE=CODEC")]
    [TestCase(
        "--json replay f",
        "--json stands before 'replay', where it has no effect: give the flags of 'replay' after it"
    )]
    [TestCase(
        "--simulate demo capture",
        "--simulate stands before 'capture', where it has no effect: give the flags of 'capture' after it"
    )]
    [TestCase("--device x capture", "--device stands before 'capture', where")]
    [TestCase("--simulate --jsno", "--simulate: '--jsno' is an unknown flag, not a value")]
    [TestCase("capture --simulate --output --device", "--output: '--device' is an unknown flag, not a value")]
    [TestCase("--device --jsno", "--device: '--jsno' is an unknown flag, not a value")]
    [TestCase("--simulate --count 2", "--count goes with --watch only")]
    [TestCase("--simulate --watch 1 --count 0", "--count: '0' is not a number, 1 or more")]
    [TestCase("--device-timeout -1", "--device-timeout: '-1' is not a number of seconds")]
    public async Task A_mistake_is_one_line_and_exit_status_2(string line, string expected)
    {
        (await ReadProgram.RunAsync([.. Words(line)], _output, _error)).Should().Be(ExitCode.Usage);

        _output.ToString().Should().BeEmpty();
        _error.ToString().Should().StartWith($"temper-read: {expected}");
        _error.ToString().Count(character => character == '\n').Should().Be(1);
    }

    /// <summary>The words between spaces; <c>~</c> stands for an empty one.</summary>
    private static IEnumerable<string> Words(string line) => line.Split(' ').Select(word => word == "~" ? "" : word);
}
