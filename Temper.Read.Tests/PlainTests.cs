using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary><c>--plain</c>, for shell scripts.</summary>
public sealed class PlainTests
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [TestCase("--simulate --plain", "21.63 20.63 23.59 47.16")]
    [TestCase("--simulate --plain --fahrenheit", "70.93 69.13 74.47 47.16")]
    [TestCase("--simulate --plain --sensor external", "20.63")]
    [TestCase("--simulate --plain --sensor ~ --dew-point", "23.59 47.16 11.67")]
    [TestCase("--simulate --plain --sensor external --watch 0.1 --count 2", "20.63 20.63")]
    public async Task Only_numbers_are_printed(string line, string expected)
    {
        (await RunAsync([.. line.Split(' ').Select(argument => argument == "~" ? "" : argument)])).Should().Be(0);

        _output.ToString().Should().Be(expected.Replace(' ', '\n') + "\n");
        _error.ToString().Should().BeEmpty();
    }

    [TestCase("Fridge", "20.63\n")]
    [TestCase("Rack", "21.63\n")]
    public async Task A_label_selects_too(string sensor, string expected)
    {
        using var config = new TemporaryFile(
            """
            { "names": [
                { "phy": "usb-3f980000.usb-1.4", "label": "Rack" },
                { "phy": "usb-3f980000.usb-1.4", "sensor": "external", "label": "Fridge" } ] }
            """
        );

        (await RunAsync("--simulate", "--config", config.Path, "--plain", "--sensor", sensor)).Should().Be(0);

        _output.ToString().Should().Be(expected);
    }

    [TestCase("nope", "no sensor 'nope'; sensors: 'internal', 'external'")]
    [TestCase("external", "'external' has no value; check its probe")]
    public async Task A_sensor_without_a_value_is_an_error(string sensor, string expected)
    {
        using var devices = new TemporaryFile(
            """{ "sticks": [ { "phy": "usb-1", "firmware": "TEMPer2_V4.1", "reading": { "external": null } } ] }"""
        );
        string[] args = ["--simulate", devices.Path, "--plain", "--sensor", sensor];

        (await RunAsync(args)).Should().Be(ExitCode.Failure);
        (await RunAsync([.. args, "--watch", "0.1", "--count", "1"])).Should().Be(ExitCode.Failure);

        _output.ToString().Should().BeEmpty();
        var line = $"temper-read: --sensor: {expected}\n";
        _error.ToString().Should().Be(line + line);
    }

    [Test]
    public async Task A_failed_device_is_the_only_error()
    {
        using var devices = new TemporaryFile(
            """{ "sticks": [ { "phy": "usb-1", "firmware": "TEMPer2_V4.1", "fault": "stall" } ] }"""
        );

        (await RunAsync("--simulate", devices.Path, "--plain", "--sensor", "external")).Should().Be(ExitCode.Failure);

        _output.ToString().Should().BeEmpty();
        _error
            .ToString()
            .Should()
            .Be("temper-read: usb-1/input1: /dev/hidraw1 rejected the query (stall); replug the device\n");
    }

    private Task<int> RunAsync(params string[] args) => ReadProgram.RunAsync(args, _output, _error);
}
