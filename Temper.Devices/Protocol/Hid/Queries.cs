namespace Temper.Devices.Protocol.Hid;

/// <summary>The 8-byte output reports we send. None of them changes anything in a device.</summary>
/// <remarks>
/// Known and never sent: <c>01 81 55 ..</c> writes the calibration. Unknown commands can lock a device until it is
/// replugged (TEMPered wiki), so nothing is probed for. Sources: TEMPered, urwen/temper, yrro/temper-exporter.
/// </remarks>
internal static class Queries
{
    /// <summary>Asks for the firmware version; the reply is two reports of ASCII without a tag.</summary>
    public static ReadOnlySpan<byte> FirmwareVersion => [0x01, 0x86, 0xff, 0x01, 0, 0, 0, 0];

    /// <summary>Asks for the sensors' values; the reply's tag is <see cref="ReadingTag"/>.</summary>
    public static ReadOnlySpan<byte> Reading => [0x01, 0x80, 0x33, 0x01, 0, 0, 0, 0];

    /// <summary>Asks for the calibration that the device itself applies; the reply's tag is 82.</summary>
    public static ReadOnlySpan<byte> Calibration => [0x01, 0x82, 0x77, 0x01, 0, 0, 0, 0];

    /// <summary>
    /// Asks a device since 2017 which sensors it has: the reply's tag is 87, then come the codes that its reports bear.
    /// Devices before that do not know it.
    /// </summary>
    public static ReadOnlySpan<byte> SensorType => [0x01, 0x87, 0xee, 0, 0, 0, 0, 0];

    /// <summary>Byte 0 of a reply to <see cref="Reading"/>: the query's own byte 1, echoed.</summary>
    public const byte ReadingTag = 0x80;

    /// <summary>Length of every report, in and out, without a report id.</summary>
    public const int ReportLength = 8;
}
