namespace Temper.Emulator;

/// <summary>
/// The queries that emulated devices answer. They are independent of the library's, so that an error in one shows in
/// tests. Sources: TEMPered, urwen/temper, yrro/temper-exporter.
/// </summary>
public static class HidQueries
{
    /// <summary>Byte 0 of a reply to <see cref="Reading"/>.</summary>
    public const byte ReadingTag = 0x80;

    /// <summary>The query for the firmware version.</summary>
    public static ReadOnlySpan<byte> FirmwareVersion => [0x01, 0x86, 0xff, 0x01, 0, 0, 0, 0];

    /// <summary>The query for the values of the sensors.</summary>
    public static ReadOnlySpan<byte> Reading => [0x01, 0x80, 0x33, 0x01, 0, 0, 0, 0];

    /// <summary>The query for the calibration that the device holds.</summary>
    public static ReadOnlySpan<byte> Calibration => [0x01, 0x82, 0x77, 0x01, 0, 0, 0, 0];
}
