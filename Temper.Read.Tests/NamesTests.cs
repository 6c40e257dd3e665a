using System.Text.Json;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>Names from the file of <c>--config</c>, in every format.</summary>
public sealed class NamesTests : IDisposable
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();
    private readonly TemporaryFile _file = new(
        """
        { "names": [
            { "phy": "usb-3f980000.usb-1.4", "label": "Rack 3" },
            { "phy": "usb-3f980000.usb-1.4", "sensor": "external", "label": "Fridge, left" } ] }
        """
    );

    [TearDown]
    public void Dispose() => _file.Dispose();

    [Test]
    public async Task In_text_they_follow_the_value_and_no_column_moves()
    {
        await RunAsync();

        _output
            .ToString()
            .Should()
            .Be(
                """
                usb-3f980000.usb-1.4/input1  TEMPer2_M12_V1.3  internal  21.63 °C  Rack 3
                usb-3f980000.usb-1.4/input1  TEMPer2_M12_V1.3  external  20.63 °C  Fridge, left
                usb-3f980000.usb-1.3/input1  TEMPer1F_H1V1.5F  -         23.59 °C
                usb-3f980000.usb-1.3/input1  TEMPer1F_H1V1.5F  -         47.16 %RH

                """
            );
        _error.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task In_csv_they_are_a_last_column()
    {
        await RunAsync("--csv");

        var rows = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        rows[0].Should().Be("time,phy,version,sensor,quantity,unit,value,label");
        rows[1].Should().EndWith(",internal,temperature,celsius,21.63,Rack 3");
        rows[2].Should().EndWith(",external,temperature,celsius,20.63,\"Fridge, left\"");
        rows[3].Should().EndWith(",,temperature,celsius,23.59,");
    }

    [Test]
    public async Task In_json_what_has_a_name_has_a_label()
    {
        await RunAsync("--json");

        using var document = JsonDocument.Parse(_output.ToString());
        var devices = document.RootElement.GetProperty("sticks");
        devices[0].GetProperty("label").GetString().Should().Be("Rack 3");
        devices[0].GetProperty("sensors")[0].TryGetProperty("label", out _).Should().BeFalse();
        devices[0].GetProperty("sensors")[1].GetProperty("label").GetString().Should().Be("Fridge, left");
        devices[1].TryGetProperty("label", out _).Should().BeFalse();
    }

    [Test]
    public async Task The_list_has_a_column_for_the_names_of_devices()
    {
        await RunAsync("--list");

        _output
            .ToString()
            .Should()
            .Contain("  RDing TEMPer2V1.3       Rack 3  TEMPer2_M12_V1.3 (fm75-2, fm75)\n")
            .And.Contain("  RDing TEMPer1F_H1_V1.4  -       TEMPer1F_H1V1.5F (1fh1-v15, sht20)\n");
    }

    [Test]
    public async Task The_list_as_json_has_them_too()
    {
        await RunAsync("--list", "--json");

        using var document = JsonDocument.Parse(_output.ToString());
        document.RootElement.GetProperty("sticks")[0].GetProperty("label").GetString().Should().Be("Rack 3");
    }

    [Test]
    public async Task Entries_that_match_nothing_are_named()
    {
        using var file = new TemporaryFile(
            """
            { "names": [
                { "phy": "usb-9", "label": "Rack 9" },
                { "phy": "usb-3f980000.usb-1.4", "sensor": "intrenal", "label": "Fridge" },
                { "phy": "usb-3f980000.usb-1.3", "sensor": "", "label": "Cellar" } ] }
            """
        );

        (await ReadProgram.RunAsync(["--simulate", "--config", file.Path], _output, _error)).Should().Be(0);

        _error
            .ToString()
            .Should()
            .Be(
                "temper-read: --config: names: no device at 'usb-9'; "
                    + "plugged in: usb-3f980000.usb-1.4/input1, usb-3f980000.usb-1.3/input1\n"
                    + "temper-read: --config: names: device at 'usb-3f980000.usb-1.4' has no sensor 'intrenal'; "
                    + "sensors: 'internal' temperature, 'external' temperature\n"
            );
    }

    [Test]
    public async Task Entries_of_devices_that_were_not_asked_for_cause_no_message()
    {
        await RunAsync("--device", "0c45:7402");

        _error.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task On_a_terminal_they_have_a_column_before_the_sparkline()
    {
        var names = new DeviceNames([new("usb-1", "external", "Fridge")]);
        var options = new TemperOptions
        {
            Transports = [DevicesAt.Transport(TimeProvider.System, DevicesAt.Twin("usb-1"))],
        };
        await using var devices = new TemperDeviceSet(options);

        var text = new LiveReport(Units.Celsius, names).TextOf(await devices.ReadAsync());

        text.Should().Contain("internal  21.63 °C  -       ▁\n").And.Contain("external  20.63 °C  Fridge  ▁\n");
    }

    private async Task RunAsync(params string[] args) =>
        (await ReadProgram.RunAsync(["--simulate", "--config", _file.Path, .. args], _output, _error)).Should().Be(0);
}
