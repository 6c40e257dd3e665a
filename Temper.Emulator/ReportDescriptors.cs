using System.Collections.Immutable;

namespace Temper.Emulator;

/// <summary>The report descriptors of the data interfaces of real devices.</summary>
internal static class ReportDescriptors
{
    /// <summary>
    /// Vendor page FF00, 8 bytes in, 8 bytes out, and an unused feature report. Captured from a TEMPerGold_V3.5. Its
    /// length (41) is the one that 0c45:7401 and 0c45:7402 devices announce.
    /// </summary>
    public static ImmutableArray<byte> VendorPage { get; } =
    [
        0x06,
        0x00,
        0xff,
        0x09,
        0x01,
        0xa1,
        0x01,
        0x09,
        0x01,
        0x15,
        0x00,
        0x26,
        0xff,
        0x00,
        0x75,
        0x08,
        0x95,
        0x08,
        0x81,
        0x02,
        0x09,
        0x01,
        0x95,
        0x08,
        0x91,
        0x02,
        0x05,
        0x0c,
        0x09,
        0x00,
        0x15,
        0x80,
        0x25,
        0x7f,
        0x75,
        0x08,
        0x95,
        0x08,
        0xb1,
        0x02,
        0xc0,
    ];

    /// <summary>
    /// The descriptor of TEMPerHUM_V4.1 and TEMPer2_V4.1: usage 0, and a logical maximum of -1 below its minimum of 0.
    /// </summary>
    public static ImmutableArray<byte> Malformed { get; } =
    [
        0x05,
        0x01,
        0x09,
        0x00,
        0xa1,
        0x01,
        0x09,
        0x01,
        0x15,
        0x00,
        0x25,
        0xff,
        0x95,
        0x08,
        0x75,
        0x08,
        0x81,
        0x02,
        0x09,
        0x01,
        0x91,
        0x02,
        0xc0,
    ];
}
