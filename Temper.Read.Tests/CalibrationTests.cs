using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Testing;

namespace Temper.Read.Tests;

public sealed class CalibrationTests
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [Test]
    public async Task A_file_says_what_is_corrected()
    {
        using var file = new TemporaryFile(
            """
            {
              "calibration": [
                { "phy": "usb-3f980000.usb-1.4", "sensor": "internal", "offset": -0.5 }, // the port is enough
                { "phy": "usb-3f980000.usb-1.3/input1", "quantity": "humidity", "scale": 1.1 },
              ]
            }
            """
        );

        (await ReadProgram.RunAsync(["--simulate", "--config", file.Path], _output, _error)).Should().Be(0);

        _output
            .ToString()
            .Should()
            .Contain("internal  21.13 °C")
            .And.Contain("external  20.63 °C")
            .And.Contain("-         23.59 °C")
            .And.Contain("-         51.88 %RH");
    }

    [TestCase("--config", "/", "is a directory")]
    [TestCase("--config", "/no/such/file", "no such file")]
    [TestCase("--simulate", "/", "is a directory")]
    [TestCase("--simulate", "a\0b", "not a valid file name")]
    public async Task A_file_that_cannot_be_read_is_one_plain_line(string flag, string path, string expected)
    {
        (await ReadProgram.RunAsync([flag, path], _output, _error)).Should().Be(ExitCode.Usage);

        _error.ToString().Should().StartWith($"temper-read: {flag}: cannot read '").And.EndWith($"': {expected}\n");
    }

    [Test]
    public async Task Entries_that_match_nothing_are_named()
    {
        using var file = new TemporaryFile(
            """
            { "calibration": [
                { "phy": "usb-3f980000.usb-1.4", "sensor": "intrenal", "offset": 1 },
                { "phy": "usb-9", "offset": 1 },
                { "phy": "usb-3f980000.usb-1.3", "quantity": "humidity", "offset": 1 },
                { "phy": "usb-3f980000.usb-1.4", "quantity": "humidity", "offset": 1 } ] }
            """
        );

        (await ReadProgram.RunAsync(["--simulate", "--config", file.Path], _output, _error)).Should().Be(0);

        _error
            .ToString()
            .Should()
            .Be(
                "temper-read: --config: calibration: device at 'usb-3f980000.usb-1.4' has no temperature sensor "
                    + "'intrenal'; sensors: 'internal' temperature, 'external' temperature\n"
                    + "temper-read: --config: calibration: no device at 'usb-9'; "
                    + "plugged in: usb-3f980000.usb-1.4/input1, usb-3f980000.usb-1.3/input1\n"
                    + "temper-read: --config: calibration: device at 'usb-3f980000.usb-1.4' has no humidity sensor; "
                    + "sensors: 'internal' temperature, 'external' temperature\n"
            );
    }

    [Test]
    public async Task A_dew_point_is_printed_when_asked_for()
    {
        (await ReadProgram.RunAsync(["--simulate", "--dew-point", "--device", "0c45:7402"], _output, _error))
            .Should()
            .Be(0);

        _output.ToString().Should().EndWith("TEMPer1F_H1V1.5F  -  11.67 °C dew point\n");
    }

    [Test]
    public async Task The_list_shows_the_offsets_of_a_device()
    {
        var (plain, set) = (DevicesAt.Twin("usb-1"), DevicesAt.Twin("usb-2"));
        set.Calibration = [0x82, 2, 8, 0xf8, 0, 0, 0, 0];
        var options = new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System, plain, set)] };

        await ReadCommand.ListAsync(options, asJson: false, _output, DeviceNames.None);

        _output
            .ToString()
            .Should()
            .Contain("(fm75-2, fm75)\n")
            .And.EndWith("(fm75-2, fm75), device adds +0.5 °C internal, device adds -0.5 °C external\n");
    }
}
