using System.Collections.Immutable;

namespace Temper.Devices.Protocol;

/// <summary>
/// USB ids that TEMPer devices have been seen with. An id says "may be a device", never which chip is inside.
/// Sources: TEMPered, urwen/temper, ccwienk/temper, yrro/temper-exporter.
/// </summary>
public static class KnownUsbIds
{
    /// <summary>
    /// The interface that carries data; interface 0 is a keyboard that types readings and is never opened.
    /// </summary>
    public const byte DataInterface = 1;

    /// <summary>Ids whose devices speak the protocol of <see cref="Queries"/>.</summary>
    public static ImmutableArray<UsbId> Readable { get; } =
    [new(0x0c45, 0x7401), new(0x0c45, 0x7402), new(0x413d, 0x2107), new(0x1a86, 0xe025), new(0x3553, 0xa001)];

    /// <summary>The first generation (HidTEMPer): another protocol, over control transfers.</summary>
    public static UsbId HidTemper { get; } = new(0x1130, 0x660c);
}
