using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary><c>--influx</c>, for InfluxDB and Telegraf.</summary>
public sealed class InfluxTests
{
    private const string Time = "1767225600123456700";

    private readonly ObservedTimeProvider _time = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1234567)
    );

    [Test]
    public async Task A_sensor_is_a_point_with_a_field_for_each_quantity() =>
        (await TextOfAsync(Units.Celsius, label: null, DevicesAt.Twin("usb-1"), DevicesAt.Hygrometer("usb-2")))
            .Should()
            .Be(
                $"""
                temper,phy=usb-1/input1,sensor=internal temperature_celsius=21.625 {Time}
                temper,phy=usb-1/input1,sensor=external temperature_celsius=20.625 {Time}
                temper,phy=usb-2/input1 temperature_celsius=23.592441406249996,humidity_percent=47.16162109375 {Time}

                """
            );

    [Test]
    public async Task The_unit_is_in_the_name_of_the_field() =>
        (await TextOfAsync(Units.Fahrenheit, label: null, DevicesAt.Twin("usb-1", "15a07ff0")))
            .Should()
            .Be($"temper,phy=usb-1/input1,sensor=internal temperature_fahrenheit=70.925 {Time}\n");

    [TestCase("Fridge, left = cold", @"Fridge\,\ left\ \=\ cold")]
    [TestCase(@"a\b", @"a\b")]
    [TestCase("\"Rack\" 3", "\"Rack\"\\ 3")]
    [TestCase("Keller äöü", @"Keller\ äöü")]
    [TestCase(@"ends\", "ends\ufffd")]
    [TestCase(@"a\,b\\ c\=d", "a\ufffd\\,b\ufffd\\ c\ufffd\\=d")]
    [TestCase("two\nlines", "two\ufffdlines")]
    public async Task A_label_is_a_tag_that_cannot_end_early(string label, string expected) =>
        (await TextOfAsync(Units.Celsius, label, DevicesAt.Twin("usb-1", "15a07ff0")))
            .Should()
            .Be($"temper,label={expected},phy=usb-1/input1,sensor=internal temperature_celsius=21.625 {Time}\n");

    [Test]
    public async Task A_failed_device_has_no_point()
    {
        var device = DevicesAt.Twin("usb-1");
        device.Fault = DeviceFault.Stall;

        (await TextOfAsync(Units.Celsius, label: null, device)).Should().BeEmpty();
    }

    [TestCase("--simulate --influx", 3)]
    [TestCase("--simulate --influx --watch 0.1 --count 2", 6)]
    [TestCase("--simulate --influx --dew-point --device 0c45:7402", 1)]
    public async Task It_is_printed_once_or_at_an_interval(string line, int points)
    {
        var (output, error) = (new PrintedText(), new PrintedText());

        (await ReadProgram.RunAsync(line.Split(' '), output, error)).Should().Be(0);

        output
            .ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Should()
            .HaveCount(points)
            .And.OnlyContain(point => point.StartsWith("temper,phy="));
        output.ToString().Contains(",dew_point_celsius=", StringComparison.Ordinal).Should().Be(points == 1);
    }

    private async Task<string> TextOfAsync(Units units, string? label, params EmulatedDevice[] plugged)
    {
        var names = new DeviceNames(label is null ? [] : [new("usb-1", "internal", label)]);
        var options = new TemperOptions { Transports = [DevicesAt.Transport(_time, plugged)], TimeProvider = _time };
        await using var devices = new TemperDeviceSet(options);
        return new InfluxReport(units, names).TextOf(await devices.ReadAsync());
    }
}
