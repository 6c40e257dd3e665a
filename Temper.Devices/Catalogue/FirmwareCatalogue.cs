using System.Collections.Immutable;
using Temper.Devices.Protocol;

namespace Temper.Devices.Catalogue;

/// <summary>Every firmware that can be decoded. A new device is one row and one capture in the tests.</summary>
internal static class FirmwareCatalogue
{
    /// <summary>The rows; no version matches two of them.</summary>
    public static ImmutableArray<FirmwareFamily> Families { get; } =
    [.. EarlierDevices.Families, .. Hygrometers.Families, .. LaterDevices.Families];

    /// <summary>The row that covers a version, or <see langword="null"/>.</summary>
    public static FirmwareFamily? Find(FirmwareVersion version) =>
        Families.FirstOrDefault(family => family.Versions.Any(pattern => pattern.Matches(version)));
}
