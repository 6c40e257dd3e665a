using System.Text.Json;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary><c>--watch --json</c>, for programs that read line by line.</summary>
public sealed class JsonLinesTests
{
    private const string Begin = "{\"schema\":1,\"time\":\"2026-01-01T00:00:00.000Z\",";

    private static readonly DeviceNames Names = new([
        new("usb-1", Sensor: null, "Rack"),
        new("usb-1", "external", "Fridge"),
    ]);

    private readonly ObservedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task Each_value_is_a_line_that_says_everything() =>
        (await TextOfAsync(Units.Celsius, DevicesAt.Twin("usb-1"), DevicesAt.Hygrometer("usb-2")))
            .Should()
            .Be(
                LineOf("usb-1", "TEMPer2_M12_V1.3", "internal\",\"label\":\"Rack", "temperature", "celsius", "21.625")
                    + LineOf(
                        "usb-1",
                        "TEMPer2_M12_V1.3",
                        "external\",\"label\":\"Fridge",
                        "temperature",
                        "celsius",
                        "20.625"
                    )
                    + LineOf("usb-2", "TEMPer1F_H1V1.5F", "", "temperature", "celsius", "23.592441406249996")
                    + LineOf("usb-2", "TEMPer1F_H1V1.5F", "", "humidity", "percent", "47.16162109375")
            );

    [Test]
    public async Task A_value_out_of_range_is_an_error_of_its_sensor() =>
        (await TextOfAsync(Units.Fahrenheit, DevicesAt.Twin("usb-1", "15a07ff0")))
            .Should()
            .EndWith(
                "\"sensor\":\"external\",\"label\":\"Fridge\",\"quantity\":\"temperature\",\"unit\":\"fahrenheit\","
                    + "\"error\":{\"reason\":\"out_of_range\","
                    + "\"message\":\"out of range (raw 0x7ff0); replug the device\"}}\n"
            )
            .And.Contain("\"unit\":\"fahrenheit\",\"value\":70.925}\n");

    [Test]
    public async Task A_failed_device_is_a_line_and_its_text_cannot_begin_another()
    {
        var device = DevicesAt.Twin("a\n\"b");
        device.Fault = DeviceFault.Stall;

        var text = await TextOfAsync(Units.Celsius, device);

        text.Should().EndWith("}\n").And.Subject.Count(character => character == '\n').Should().Be(1);
        using var line = JsonDocument.Parse(text);
        line.RootElement.EnumerateObject()
            .Select(property => property.Name)
            .Should()
            .Equal("schema", "time", "phy", "error");
        line.RootElement.GetProperty("error").GetProperty("reason").GetString().Should().Be("io");
    }

    [Test]
    public async Task Without_a_device_a_round_is_one_line() =>
        (await TextOfAsync(Units.Celsius))
            .Should()
            .Be(
                Begin
                    + "\"error\":{\"reason\":\"not_found\",\"message\":\"no device that can be read is plugged in\"}}\n"
            );

    [Test]
    public async Task Each_round_has_a_line_for_each_value()
    {
        var (output, error) = (new PrintedText(), new PrintedText());

        (await ReadProgram.RunAsync(["--simulate", "--json", "--watch", "0.1", "--count", "2"], output, error))
            .Should()
            .Be(0);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(8).And.OnlyContain(line => line.StartsWith("{\"schema\":1,"));
        lines.Select(TimeOf).Distinct().Should().HaveCount(2, "the lines of a round have the same time");
        error.ToString().Should().BeEmpty();
    }

    private static string LineOf(
        string phy,
        string version,
        string sensor,
        string quantity,
        string unit,
        string value
    ) =>
        $"{Begin}\"phy\":\"{phy}/input1\",\"version\":\"{version}\",\"sensor\":\"{sensor}\","
        + $"\"quantity\":\"{quantity}\",\"unit\":\"{unit}\",\"value\":{value}}}\n";

    private static string TimeOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("time").GetString()!;
    }

    private async Task<string> TextOfAsync(Units units, params EmulatedDevice[] plugged)
    {
        var options = new TemperOptions { Transports = [DevicesAt.Transport(_time, plugged)], TimeProvider = _time };
        await using var devices = new TemperDeviceSet(options);
        return new JsonLinesReport(units, Names).TextOf(await devices.ReadAsync());
    }
}
