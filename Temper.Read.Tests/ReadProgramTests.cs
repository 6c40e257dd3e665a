using System.Text.Json;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Read.Tests;

public sealed class ReadProgramTests
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [Test]
    public async Task Readings_are_one_aligned_line_a_sensor()
    {
        (await RunAsync("--simulate")).Should().Be(0);

        _output
            .ToString()
            .Should()
            .Be(
                """
                usb-3f980000.usb-1.4/input1  TEMPer2_M12_V1.3  internal  21.63 °C
                usb-3f980000.usb-1.4/input1  TEMPer2_M12_V1.3  external  20.63 °C
                usb-3f980000.usb-1.3/input1  TEMPer1F_H1V1.5F  -         23.59 °C
                usb-3f980000.usb-1.3/input1  TEMPer1F_H1V1.5F  -         47.16 %RH

                """
            );
        _error.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task Json_has_the_full_doubles()
    {
        (await RunAsync("--simulate", "--json", "--decoder", "TEMPer1F_H1V1.5F=sht1x")).Should().Be(0);

        using var document = JsonDocument.Parse(_output.ToString());
        document
            .RootElement.GetProperty("sticks")[1]
            .GetRawText()
            .Should()
            .MatchRegex("\"value\": 25.980000000000004\\b");
        document.RootElement.GetProperty("sticks")[1].GetProperty("codec").GetString().Should().Be("sht1x");
    }

    [Test]
    public async Task A_failed_device_is_reported_and_the_others_are_printed()
    {
        var bad = DevicesAt.Twin("usb-2");
        bad.Fault = DeviceFault.Stall;

        (await RunAsync(asList: false, asJson: false, DevicesAt.Twin("usb-1"), bad)).Should().Be(ExitCode.Failure);

        _output
            .ToString()
            .Should()
            .Contain("usb-1/input1  TEMPer2_M12_V1.3  internal  21.63 °C")
            .And.NotContain("usb-2");
        _error
            .ToString()
            .Should()
            .Be("temper-read: usb-2/input1: /dev/hidraw3 rejected the query (stall); replug the device\n");
    }

    [Test]
    public async Task Interrupted_it_ends_with_130_and_without_a_word()
    {
        using var file = new TemporaryFile(
            """{"sticks":[{"phy":"usb-1","firmware":"TEMPer2_M12_V1.3","fault":"silent"}]}"""
        );
        string[] args = ["--simulate", file.Path, "--device-timeout", "3600"];

        (await ReadProgram.RunAsync(args, _output, _error, stop: new CancellationToken(canceled: true)))
            .Should()
            .Be(DeviceExitCode.Interrupted);

        (_output.ToString() + _error).Should().BeEmpty();
    }

    [Test]
    public async Task Json_is_valid_when_a_device_fails()
    {
        var bad = DevicesAt.Twin("usb-1");
        bad.Fault = DeviceFault.Stall;

        (await RunAsync(asList: false, asJson: true, bad)).Should().Be(ExitCode.Failure);

        using var document = JsonDocument.Parse(_output.ToString());
        var device = document.RootElement.GetProperty("sticks")[0];
        device.GetProperty("sensors").GetArrayLength().Should().Be(0);
        device.GetProperty("error").GetProperty("reason").GetString().Should().Be("io");
    }

    [Test]
    public async Task A_probe_that_is_not_there_is_no_failure()
    {
        (await RunAsync(asList: false, asJson: false, DevicesAt.Twin("usb-1", "15a0ffff"))).Should().Be(0);

        _output.ToString().Should().EndWith("usb-1/input1  TEMPer2_M12_V1.3  external  no probe\n");
    }

    [Test]
    public async Task A_value_that_the_chip_cannot_measure_is_a_failure()
    {
        (await RunAsync(asList: false, asJson: false, DevicesAt.Twin("usb-1", "15a07ff0")))
            .Should()
            .Be(ExitCode.Failure);

        _output.ToString().Should().EndWith("external  out of range (raw 0x7ff0); replug the device\n");
    }

    [TestCase(false, false, "")]
    [TestCase(false, true, "{\n  \"schema\": 1,\n  \"sticks\": []\n}\n")]
    [TestCase(true, false, "no device found\n")]
    [TestCase(true, true, "{\n  \"schema\": 1,\n  \"sticks\": [],\n  \"udevRules\": null\n}\n")]
    public async Task Without_a_device_the_status_is_3(bool asList, bool asJson, string expected)
    {
        (await RunAsync(asList, asJson)).Should().Be(DeviceExitCode.NoneFound);

        _output.ToString().Should().Be(expected);
    }

    [Test]
    public async Task The_list_names_device_node_and_decoder_or_the_reason()
    {
        var bad = DevicesAt.Hygrometer("usb-2");
        bad.Fault = DeviceFault.Stall;

        (await RunAsync(asList: true, asJson: false, DevicesAt.Twin("usb-1"), bad)).Should().Be(ExitCode.Failure);

        _output
            .ToString()
            .Should()
            .Be(
                "usb-1/input1  /dev/hidraw1  0c45:7401  RDing TEMPer2V1.3       TEMPer2_M12_V1.3 (fm75-2, fm75)\n"
                    + "usb-2/input1  /dev/hidraw3  0c45:7402  RDing TEMPer1F_H1_V1.4  "
                    + "/dev/hidraw3 rejected the query (stall); replug the device\n"
            );
    }

    [Test]
    public async Task The_list_names_a_device_that_is_known_and_not_supported()
    {
        var old = new EmulatedDevice(DeviceModels.HidTemper, "usb-1");

        (await RunAsync(asList: true, asJson: false, old)).Should().Be(ExitCode.Failure);

        _output
            .ToString()
            .Should()
            .Be(
                "usb-1/input1  /dev/hidraw1  1130:660c  PCsensor Temper  "
                    + "first-generation HidTEMPer is not supported\n"
            );
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Without_permission_the_list_shows_the_udev_rule_to_install(bool asJson)
    {
        var (good, forbidden) = (DevicesAt.Twin("usb-1"), DevicesAt.Twin("usb-2"));
        forbidden.IsForbidden = true;

        (await RunAsync(asList: true, asJson, good, forbidden)).Should().Be(DeviceExitCode.NoPermission);

        var rules = asJson
            ? JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("udevRules").GetString()
            : _output.ToString();
        rules
            .Should()
            .Contain("/etc/udev/rules.d/60-temper.rules")
            .And.Contain("""ATTRS{modalias}=="usb:v0C45p7401*in01*", GROUP=""");
    }

    [Test]
    public async Task Readings_without_permission_have_status_4_whatever_else_failed()
    {
        var (failing, forbidden) = (DevicesAt.Twin("usb-1"), DevicesAt.Twin("usb-2"));
        failing.Fault = DeviceFault.Stall;
        forbidden.IsForbidden = true;

        (await RunAsync(asList: false, asJson: false, failing, forbidden)).Should().Be(DeviceExitCode.NoPermission);
    }

    [Test]
    public async Task Hostile_text_is_inert()
    {
        (await RunAsync(asList: false, asJson: false, DevicesAt.Twin("usb\x1b[31m\n\ud800"))).Should().Be(0);

        _output.ToString().Should().StartWith("usb\ufffd[31m\ufffd\ufffd/input1  ").And.NotContain("\x1b");
    }

    [TestCase(new TemperErrorReason[0], 3)]
    [TestCase(new[] { TemperErrorReason.Timeout, TemperErrorReason.Permission }, 4)]
    [TestCase(new[] { TemperErrorReason.UnknownFirmware }, 1)]
    public void The_exit_status_follows_from_what_became_of_the_devices(TemperErrorReason[] reasons, int expected) =>
        DeviceExitCode.Of([.. reasons.Cast<TemperErrorReason?>()]).Should().Be(expected);

    private Task<int> RunAsync(params string[] args) => ReadProgram.RunAsync(args, _output, _error);

    private async Task<int> RunAsync(bool asList, bool asJson, params EmulatedDevice[] plugged)
    {
        var options = new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System, plugged)] };
        if (asList)
        {
            return await ReadCommand.ListAsync(options, asJson, _output, DeviceNames.None);
        }

        await using var devices = new TemperDeviceSet(options);
        var report = new ReportOptions(asJson ? OutputForm.Json : OutputForm.Text, Units.Celsius);
        return await ReadCommand.ReadAsync(devices, report, _output, _error, default);
    }
}
