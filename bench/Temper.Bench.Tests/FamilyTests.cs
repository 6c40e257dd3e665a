using Temper.Bench.Tests.Guest;

namespace Temper.Bench.Tests;

/// <summary>One device of every kind that can be emulated, all plugged in at once.</summary>
public sealed class FamilyTests
{
    // Firmware, sensor, value: what temper-emulator's default bytes mean by the formulas of docs/protocol/chips.md.
    private static readonly (string Firmware, string[] Readings)[] Expected =
    [
        ("TEMPer2_M12_V1.3", ["internal 21.63 °C", "external 20.63 °C"]),
        ("TEMPerF1.4", ["internal 31.50 °C"]),
        ("TEMPer1F1.1", ["external 30.25 °C"]),
        ("TEMPer1F_V1.3", ["external 20.50 °C"]),
        ("TEMPerNTC F1.0NT", ["internal 27.75 °C", "external no probe", "external2 27.13 °C"]),
        ("TEMPerHumV1.0", ["- 24.88 °C", "- 32.98 %RH"]),
        ("TEMPer1F_H1V1.4F", ["- 24.58 °C", "- 49.68 %RH"]),
        ("TEMPer1F_H1V1.5F", ["- 23.59 °C", "- 47.16 %RH"]),
        ("TEMPerHumM12V1.0", ["- 25.00 °C", "- 41.11 %RH"]),
        ("TEMPerHumM12V1.2", ["- 26.94 °C", "- 26.81 %RH"]),
        ("TEMPerGold_V3.1", ["internal 22.06 °C"]),
        ("TEMPerX_V3.1", ["internal 27.83 °C", "internal 26.69 %RH", "external no probe"]),
        ("TEMPerX_V3.2", ["internal 24.56 °C", "external 19.93 °C"]),
        ("TEMPerX_V3.3", ["internal 23.00 °C", "internal 44.00 %RH", "external 22.00 °C"]),
        ("TEMPer2_V3.7", ["internal 34.12 °C", "external 28.00 °C"]),
        ("TEMPerHUM_V3.8", ["internal 23.05 °C", "internal 44.99 %RH"]),
        ("TEMPerGold_V3.5", ["internal 28.75 °C"]),
        ("TEMPer2_V4.1", ["internal 29.00 °C", "external 25.06 °C"]),
        ("TEMPerHUM_V4.1", ["internal 23.61 °C", "internal 41.50 %RH"]),
        ("TEMPer1F_V4.1", ["external 20.00 °C"]),
    ];

    [Test]
    public async Task One_of_every_kind_is_read_right()
    {
        await using var devices = await PluggedDevices.PlugAsync([.. Expected.Select(device => device.Firmware)]);

        // 20 devices at once, on a slow machine.
        var read = await Programs.RunAsync(Programs.Reader("--device-timeout", "10"));

        read.Should().Match<Outcome>(outcome => outcome.ExitCode == 0, read.Error);
        read.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line =>
                string.Join(
                    ' ',
                    line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..]
                )
            )
            .Should()
            .BeEquivalentTo(
                Expected.SelectMany(device => device.Readings.Select(reading => $"{device.Firmware} {reading}"))
            );
        await Figures.AddAsync("One stick of every kind", $"```\n{read.Output}```");
    }

    [Test]
    public async Task Later_devices_take_queries_over_an_out_endpoint()
    {
        await using var devices = await PluggedDevices.PlugAsync("TEMPer2_V4.1");

        var lsusb = await Programs.OutputOfAsync("lsusb", "-v", "-d", "3553:a001");

        lsusb
            .Should()
            .MatchRegex(@"bEndpointAddress\s+0x02")
            .And.MatchRegex(@"wTotalLength\s+0x0042")
            .And.MatchRegex(@"bcdUSB\s+1\.10");
    }

    [Test]
    public async Task The_first_generation_is_listed_and_not_opened()
    {
        await using var devices = await PluggedDevices.PlugAsync("HidTEMPer", PluggedDevices.Twin);

        var list = await Programs.RunAsync(Programs.Reader("--list"));

        list.ExitCode.Should().Be(1);
        list.Output.Should()
            .MatchRegex("usb-vhci_hcd.0-1/input1 .* 1130:660c .* first-generation HidTEMPer is not supported\n")
            .And.Contain("TEMPer2_M12_V1.3 (fm75-2, fm75)");
    }
}
