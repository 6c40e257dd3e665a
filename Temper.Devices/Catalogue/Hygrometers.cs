using System.Collections.Immutable;
using Temper.Devices.Codecs;

namespace Temper.Devices.Catalogue;

/// <summary>
/// Hygrometers with 0c45:7402: a temperature and a humidity word of whatever chip is inside. Four chips hide behind
/// one USB id and, in part, one product string, so versions are matched exactly.
/// </summary>
internal static class Hygrometers
{
    public static ImmutableArray<FirmwareFamily> Families { get; } =
    [
        Family(
            "humi-sht1x",
            Codec.Sht1x,
            Evidence.Disputed, // padelt/temper-python uses linear formulas that cross this one near 25 °C
            "TEMPered DEVICES; padelt/temper-python issue 124 (other formula)",
            "TEMPerHumV1.0",
            "TEMPerHumiV1.0",
            "TEMPerHumiV1.1"
        ),
        Family(
            "1fh1-v14",
            Codec.Sht1x,
            Evidence.Disputed, // the vendor's constants are 0.3 °C off these
            "TEMPered issue 39, rcrum003's fork, Fatalre/TemPerMyVersion",
            "TEMPer1F_H1V1.4F"
        ),
        // The reference decodes it as SHT1x. A device that was opened holds an SHT20, and the vendor's own program has
        // a rounded SHT20 formula for this version: TEMPered issue 39, Fatalre/TemPerMyVersion.
        Family(
            "1fh1-v15",
            Codec.Sht20,
            Evidence.Disputed,
            "TEMPered issue 39 and wiki, urwen/temper, ccwienk/temper; SHT1x in yrro/temper-exporter",
            "TEMPer1F_H1V1.5F"
        ),
        Family(
            "hum-si7005",
            Codec.Si7005,
            Evidence.Reported,
            "TEMPered issue 20, OpenBSD ugold, Fatalre/TemPerMyVersion",
            "TEMPerHumM12V1.0",
            "TEMPerHumM12V1.1",
            "TEMPerHum1V1.0"
        ),
        Family(
            "hum-si7021",
            Codec.Si7021,
            Evidence.Captured,
            "TEMPered issues 33 and 42, pull requests 30 and 40, padelt/temper-python issue 93, OpenBSD ugold",
            "TEMPerHumM12V1.2",
            "TEMPerHumM12V1.3"
        ),
    ];

    private static FirmwareFamily Family(
        string id,
        Codec codec,
        Evidence evidence,
        string source,
        params string[] versions
    ) =>
        new()
        {
            Id = id,
            SoldAs = "TEMPerHUM",
            Versions = [.. versions.Select(version => new VersionPattern(version))],
            UsbIds = [new(0x0c45, 0x7402)],
            Reports = [new(4, ReportPlace.Only, [new(Sensor.Only, 2, codec)])],
            Evidence = evidence,
            Source = source,
        };
}
