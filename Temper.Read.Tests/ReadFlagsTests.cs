using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>Flags that depend on what is plugged in, on the environment, and on each other.</summary>
public sealed class ReadFlagsTests
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [TestCase("--simulate --device nope", DeviceExitCode.NoneFound)]
    [TestCase("--simulate --list --device nope", DeviceExitCode.NoneFound)]
    [TestCase("capture --simulate --device nope", DeviceExitCode.NoneFound)]
    [TestCase("--simulate --device 0c45:7401 --device nope", 0)]
    public async Task A_device_that_is_not_there_is_named_with_those_that_are(string line, int status)
    {
        (await RunAsync(line.Split(' '))).Should().Be(status);

        _error
            .ToString()
            .Should()
            .Be(
                "temper-read: --device: no device matches 'nope'; "
                    + "plugged in: usb-3f980000.usb-1.4/input1, usb-3f980000.usb-1.3/input1\n"
            );
    }

    [Test]
    public async Task The_variables_of_the_exporter_hold_here_too_and_a_misspelled_one_is_named()
    {
        var environment = new Dictionary<string, string>
        {
            ["TEMPER_SIMULATE"] = "yes",
            ["TEMPER_DEW_POINT"] = "1",
            ["TEMPER_DEW_PIONT"] = "1",
            ["TEMPER_CALIBRATION"] = "/etc/temper.json",
            ["TEMPER_WEB_LISTEN_ADDRESS"] = ":1", // the exporter's
        };

        (await ReadProgram.RunAsync([], _output, _error, environment: environment)).Should().Be(0);

        _output.ToString().Should().Contain("dew point");
        _error
            .ToString()
            .Should()
            .Be(
                "temper-read: unknown environment variable 'TEMPER_CALIBRATION'; did you mean TEMPER_CONFIG?\n"
                    + "temper-read: unknown environment variable 'TEMPER_DEW_PIONT'; did you mean TEMPER_DEW_POINT?\n"
            );
    }

    [Test]
    public async Task Captures_follow_the_variables_too()
    {
        var environment = new Dictionary<string, string> { ["TEMPER_SIMULATE"] = "1" };

        (await ReadProgram.RunAsync(["capture", "--device", "0c45:7401"], _output, _error, environment: environment))
            .Should()
            .Be(0);

        _output.ToString().Should().StartWith("origin emulated\n");
    }

    [Test]
    public async Task Watching_ends_after_as_many_rounds_as_were_asked_for()
    {
        (await RunAsync("--simulate", "--watch", "0.1", "--count", "2")).Should().Be(0);

        _output
            .ToString()
            .Split('\n')
            .Count(line => line.Contains("internal", StringComparison.Ordinal))
            .Should()
            .Be(2);
    }

    [Test]
    public async Task Watching_that_is_interrupted_ends_with_130() =>
        (
            await ReadProgram.RunAsync(
                ["--simulate", "--watch", "1"],
                _output,
                _error,
                stop: new CancellationToken(canceled: true)
            )
        )
            .Should()
            .Be(DeviceExitCode.Interrupted);

    private Task<int> RunAsync(params string[] args) => ReadProgram.RunAsync(args, _output, _error);
}
