using System.Collections.Immutable;
using Temper.Devices.Protocol;

namespace Temper.Emulator;

/// <summary>The kinds of stick that can be emulated.</summary>
public static class StickModels
{
    // Vendor page FF00, 8 bytes in, 8 bytes out, an unused feature report: read from a TEMPerGold_V3.5, and of the
    // length (41) that 0c45:7401 and 0c45:7402 sticks announce.
    private static readonly ImmutableArray<byte> VendorPage =
    [
        0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x09, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x08,
        0x81, 0x02, 0x09, 0x01, 0x95, 0x08, 0x91, 0x02, 0x05, 0x0c, 0x09, 0x00, 0x15, 0x80, 0x25, 0x7f, 0x75, 0x08,
        0x95, 0x08, 0xb1, 0x02, 0xc0,
    ];

    public static ImmutableArray<StickModel> All { get; } =
    [
        new()
        {
            Firmware = "TEMPer2_M12_V1.3",
            UsbId = new UsbId(0x0c45, 0x7401),
            Manufacturer = "RDing",
            Product = "TEMPer2V1.3",
            DataReportDescriptor = VendorPage,
            ReadingHeader = [Queries.ReadingTag, 4],
            Sensors = [new("internal", 2, Fm75, NoProbe: 0xffff), new("external", 4, Fm75, NoProbe: 0xffff)],
            DefaultData = "15a014a0",
        },
        new()
        {
            Firmware = "TEMPer1F_H1V1.5F",
            UsbId = new UsbId(0x0c45, 0x7402),
            Manufacturer = "RDing",
            Product = "TEMPer1F_H1_V1.4",
            DataReportDescriptor = VendorPage,
            ReadingHeader = [Queries.ReadingTag, 4],
            Sensors = [new("temperature", 2, Sht20Temperature), new("humidity", 4, Sht20Humidity)],
            DefaultData = "19a806ce",
        },
    ];

    /// <summary>The model with that firmware version, or <see langword="null"/>.</summary>
    public static StickModel? Find(string firmware) => All.FirstOrDefault(model => model.Firmware == firmware);

    // An FM75 at its default resolution leaves the low four bits 0.
    private static ushort Fm75(double celsius) => (ushort)(short)(Math.Round(Math.Clamp(celsius, -55, 125) * 16) * 16);

    private static ushort Sht20Temperature(double celsius)
        => (ushort)Math.Clamp(Math.Round((celsius + 46.85) * 16384 / 175.72), 0, 0x3fff);

    private static ushort Sht20Humidity(double percent)
        => (ushort)Math.Clamp(Math.Round((percent + 6) * 4096 / 125), 0, 0x0fff);
}
