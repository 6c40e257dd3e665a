using System.Collections.Immutable;

namespace Temper.Devices.Transport;

/// <summary>
/// What a transport for HID devices needs to know about TEMPer devices. A USB id says "may be a TEMPer", never which
/// chip is inside. Sources: TEMPered, urwen/temper, ccwienk/temper, yrro/temper-exporter.
/// </summary>
public static class TemperHid
{
    /// <summary>
    /// Number of the interface that carries data. Interface 0 is a keyboard that types readings: never open it.
    /// </summary>
    public const byte DataInterface = 1;

    /// <summary>Length of every report, input and output, in bytes, without a report id.</summary>
    public const int ReportLength = 8;

    /// <summary>USB ids of devices that answer with TEMPer's reports of 8 bytes.</summary>
    public static ImmutableArray<UsbId> ReadableIds { get; } =
    [new(0x0c45, 0x7401), new(0x0c45, 0x7402), new(0x413d, 0x2107), new(0x1a86, 0xe025), new(0x3553, 0xa001)];

    /// <summary>USB id of the first generation, HidTEMPer, which has another protocol and cannot be read.</summary>
    public static UsbId HidTemperId { get; } = new(0x1130, 0x660c);
}
