using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Read.Tests;

public sealed class RecordedDeviceTests
{
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [Test]
    public async Task Reports_are_decoded_without_a_device()
    {
        (await RunAsync("decode --firmware TEMPer2_V4.1 80800b544e200000 800109ca4e200000")).Should().Be(0);

        _output
            .ToString()
            .Should()
            .Be(
                """
                capture/input1  TEMPer2_V4.1  internal  29.00 °C
                capture/input1  TEMPer2_V4.1  external  25.06 °C

                """
            );
    }

    [TestCase("80 80 0b 54 4e 20 00 00 80 01 09 ca 4e 20 00 00")]
    [TestCase("80:80:0b:54:4e:20:00:00 80:01:09:ca:4e:20:00:00")]
    [TestCase("0x80,0x80,0x0b,0x54,0x4e,0x20,0x00,0x00, 0x80,0x01,0x09,0xca,0x4e,0x20,0x0,0x0")]
    [TestCase("80800b544e200000800109ca4e200000")]
    public async Task Reports_are_taken_as_people_post_them(string reports)
    {
        (await RunAsync($"decode --firmware TEMPer2_V4.1 {reports}")).Should().Be(0);

        _output.ToString().Should().Contain("internal  29.00 °C").And.Contain("external  25.06 °C");
    }

    [Test]
    public async Task Reports_may_stand_on_several_lines()
    {
        (
            await ReadProgram.RunAsync(
                ["decode", "--firmware", "TEMPer2_V4.1", "80 80 0b 54 4e 20 00 00\r\n80 01 09 ca 4e 20 00 00\n"],
                _output,
                _error
            )
        )
            .Should()
            .Be(0);

        _output.ToString().Should().Contain("internal  29.00 °C").And.Contain("external  25.06 °C");
    }

    [TestCase("usb 413d:2107\n")]
    [TestCase("usb 413d:2107\n> 0180330100000000\n")]
    public async Task A_capture_without_a_reading_cannot_be_replayed(string text)
    {
        using var file = new TemporaryFile(text);

        (await RunAsync($"replay {file.Path}")).Should().Be(ExitCode.Usage);

        _error
            .ToString()
            .Should()
            .Be(
                $"temper-read: {file.Path}: no reading to replay; "
                    + "add the query '> 0180330100000000' and each report of the reply after '< '\n"
            );
    }

    [Test]
    public async Task Decoding_has_the_same_json_as_a_reading()
    {
        (await RunAsync("decode --json --usb 3553:a001 --firmware TEMPerHUM_V4.1 8020093910360000")).Should().Be(0);

        _output
            .ToString()
            .Should()
            .Contain("\"usbId\": \"3553:a001\"")
            .And.Contain("\"value\": 23.61")
            .And.Contain("\"value\": 41.5");
    }

    [Test]
    public async Task An_unknown_firmware_is_reported_with_what_to_do()
    {
        (await RunAsync("decode --firmware TEMPerNew_V9.9 80800b544e200000")).Should().Be(ExitCode.Failure);

        _error
            .ToString()
            .Should()
            .StartWith(
                "temper-read: capture/input1: unknown firmware \"TEMPerNew_V9.9\" "
                    + "(54454d5065724e65775f56392e39); report it with"
            );
    }

    [Test]
    public async Task Bytes_that_are_not_a_reading_are_reported()
    {
        (await RunAsync("decode --firmware TEMPer2_M12_V1.3 8280000000000000")).Should().Be(ExitCode.Failure);

        _error
            .ToString()
            .Should()
            .Contain("malformed reply: expected 8 bytes that begin with 80 04, got 8280000000000000");
    }

    [Test]
    public async Task What_is_captured_can_be_replayed()
    {
        using var file = new TemporaryFile("");
        (await RunAsync($"capture --simulate --device usb-3f980000.usb-1.4 --output {file.Path}")).Should().Be(0);
        var text = await File.ReadAllTextAsync(file.Path);
        text.Should()
            .StartWith(
                "origin emulated\nusb 0c45:7401\n> 0186ff0100000000\n< 54454d506572325f\n< 4d31325f56312e33\n"
                    + "> 0180330100000000\n< 800415a014a00000\n"
            )
            .And.Contain("How to add a stick");

        (await RunAsync($"replay {file.Path}")).Should().Be(0);

        _output.ToString().Should().Contain("TEMPer2_M12_V1.3  internal  21.63 °C").And.Contain("external  20.63 °C");
    }

    [Test]
    public async Task An_error_in_a_capture_is_reported_with_its_line()
    {
        using var file = new TemporaryFile("usb 413d:2107\nexpect internal\n");

        (await RunAsync($"replay {file.Path}")).Should().Be(ExitCode.Usage);

        _error
            .ToString()
            .Should()
            .StartWith($"temper-read: {file.Path}, line 2: 'internal' is not SENSOR QUANTITY VALUE");
    }

    [TestCase("--device usb-3f980000.usb-1.3", "TEMPer1F_H1V1.5F")]
    [TestCase("--device usb-3f980000.usb-1.3/input1", "TEMPer1F_H1V1.5F")]
    [TestCase("--device /dev/hidraw3", "TEMPer1F_H1V1.5F")]
    [TestCase("--device 0C45:7402", "TEMPer1F_H1V1.5F")]
    [TestCase("--device 0c45:7401 --list", "TEMPer2_M12_V1.3")]
    public async Task One_device_can_be_chosen(string flags, string expected)
    {
        (await RunAsync($"--simulate {flags}")).Should().Be(0);

        _output
            .ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Should()
            .OnlyContain(line => line.Contains(expected));
    }

    [Test]
    public async Task A_device_that_is_not_there_is_not_found() =>
        (await RunAsync("--simulate --device usb-9")).Should().Be(DeviceExitCode.NoneFound);

    private Task<int> RunAsync(string line) => ReadProgram.RunAsync(line.Split(' '), _output, _error);
}
