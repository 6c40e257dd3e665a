using System.Collections.Immutable;
using Temper.Devices.Codecs;

namespace Temper.Devices.Catalogue;

/// <summary>
/// Thermometers with 0c45:7401: words of 1/256 °C, as many bytes as byte 1 says, <c>ffff</c> for no probe.
/// </summary>
internal static class EarlierDevices
{
    public const ushort VendorId = 0x0c45;

    private static readonly ImmutableArray<UsbId> Ids = [new(VendorId, 0x7401)];

    public static ImmutableArray<FirmwareFamily> Families { get; } =
    [
        new()
        {
            Id = "fm75-1",
            SoldAs = "TEMPer",
            Versions = [new("TEMPerF1.", IsPrefix: true)],
            UsbIds = Ids,
            Reports = [new(2, ReportPlace.Only, [new(Sensor.Internal, 2, Codec.Fm75)])],
            Evidence = Evidence.Captured,
            Source = "TEMPered issues and wiki (TEMPerV1.2), urwen/temper issue 24, padelt/temper-python",
        },
        new()
        {
            // The same bytes as above, but the sensor is on a cable.
            Id = "fm75-1f1",
            SoldAs = "TEMPer1 (probe only)",
            Versions = [new("TEMPer1F1.", IsPrefix: true)],
            UsbIds = Ids,
            Reports = [new(2, ReportPlace.Only, [new(Sensor.External, 2, Codec.Fm75)])],
            Evidence = Evidence.Captured,
            Source =
                "TEMPered issues 17 and 21, urwen/temper pull request 21 and commit 864acf3, "
                + "Fatalre/TemPerMyVersion",
        },
        new()
        {
            Id = "fm75-2",
            SoldAs = "TEMPer2",
            Versions = [new("TEMPer2_M12_V1.", IsPrefix: true), new("TEMPer2V1.", IsPrefix: true)],
            UsbIds = Ids,
            Reports =
            [
                new(4, ReportPlace.Only, [new(Sensor.Internal, 2, Codec.Fm75), new(Sensor.External, 4, Codec.Fm75)]),
            ],
            Evidence = Evidence.Captured,
            Source =
                "TEMPered wiki (TEMPer2V1.3) and issue 48, padelt/temper-python issue 79 and tests, "
                + "yrro/temper-exporter",
        },
        new()
        {
            // Only the second word is the temperature. The first repeats its whole degrees in both bytes (0606 beside
            // 06f0), or is 0 without a probe, so it is never a reading, whatever the vendor's program does with it.
            Id = "fm75-1f",
            SoldAs = "TEMPer1F (probe only)",
            Versions = [new("TEMPer1F_V1.3")],
            UsbIds = Ids,
            Reports = [new(4, ReportPlace.Only, [new(Sensor.External, 4, Codec.Fm75)])],
            Evidence = Evidence.Captured,
            Source = "arminfuerst/tempersensor, TEMPered issue 32, padelt/temper-python and its fork by ps-jay",
        },
        new()
        {
            Id = "ntc",
            SoldAs = "TEMPerNTC",
            Versions = [new("TEMPerNTC F1.", IsPrefix: true)],
            UsbIds = Ids,
            Reports =
            [
                new(
                    6,
                    ReportPlace.Only,
                    [
                        new(Sensor.Internal, 2, Codec.Fm75),
                        new(Sensor.External, 4, Codec.Fm75),
                        new(Sensor.SecondExternal, 6, Codec.Fm75),
                    ]
                ),
            ],
            Evidence = Evidence.Captured,
            Source = "TEMPered issue 7, padelt/temper-python",
        },
    ];
}
