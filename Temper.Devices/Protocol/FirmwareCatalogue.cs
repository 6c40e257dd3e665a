using System.Collections.Immutable;

namespace Temper.Devices.Protocol;

/// <summary>Every firmware that can be decoded. A new stick is one row here and one capture in the tests.</summary>
public static class FirmwareCatalogue
{
    private static readonly UsbId Fm75Id = new(0x0c45, 0x7401);
    private static readonly UsbId HumidityId = new(0x0c45, 0x7402);

    /// <summary>The rows; no version matches two of them.</summary>
    public static ImmutableArray<FirmwareFamily> Families { get; } =
    [
        new()
        {
            Id = "fm75-2",
            Versions = [new("TEMPer2_M12_V1.3")],
            UsbIds = [Fm75Id],
            DataLength = 4,
            Sensors = [new("internal", 2, Codec.Fm75), new("external", 4, Codec.Fm75)],
            Evidence = Evidence.Captured,
            Source = "TEMPered wiki and issue 48, padelt/temper-python tests, yrro/temper-exporter",
        },
        new()
        {
            // The reference decodes it as SHT1x. A stick that was opened holds an SHT20, and the vendor's own program
            // has a rounded SHT20 formula for this version: TEMPered issue 39, Fatalre/TemPerMyVersion.
            Id = "1fh1-v15",
            Versions = [new("TEMPer1F_H1V1.5F")],
            UsbIds = [HumidityId],
            DataLength = 4,
            Sensors = [new("", 2, Codec.Sht20)],
            Evidence = Evidence.Disputed,
            Source = "TEMPered issue 39 and wiki, urwen/temper, ccwienk/temper; SHT1x in yrro/temper-exporter",
        },
    ];

    /// <summary>The row that covers a version, or <see langword="null"/>.</summary>
    public static FirmwareFamily? Find(FirmwareVersion version)
        => Families.FirstOrDefault(family => family.Versions.Any(pattern => pattern.Matches(version)));
}
