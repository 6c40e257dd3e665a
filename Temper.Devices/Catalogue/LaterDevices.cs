using System.Collections.Immutable;
using Temper.Devices.Codecs;

namespace Temper.Devices.Catalogue;

/// <summary>
/// Devices since 2017: raw values of 1/100, a report for the internal sensors and one for the probe, distinguished by
/// byte 1. Versions are matched by prefix: each new one so far reads like those before it, and programs that list exact
/// versions fail with new ones.
/// </summary>
internal static class LaterDevices
{
    private static readonly UsbId Temper413D = new(0x413d, 0x2107);
    private static readonly ImmutableArray<UsbId> Later = [new(0x1a86, 0xe025), new(0x3553, 0xa001)];

    private static readonly ReportLayout InnerTemperature = new(
        0x80,
        ReportPlace.Inner,
        [new(Sensor.Internal, 2, Codec.Centi)]
    );
    private static readonly ReportLayout InnerBoth = new(
        0x20,
        ReportPlace.Inner,
        [new(Sensor.Internal, 2, Codec.CentiHumidity)]
    );
    private static readonly ReportLayout InnerBothOfX = InnerBoth with { Code = 0x40 };
    private static readonly ReportLayout OuterTemperature = new(
        0x01,
        ReportPlace.Outer,
        [new(Sensor.External, 2, Codec.Centi)]
    );
    private static readonly ReportLayout OuterBoth = new(
        0x04,
        ReportPlace.Outer,
        [new(Sensor.External, 2, Codec.CentiHumidity)]
    );

    public static ImmutableArray<FirmwareFamily> Families { get; } =
    [
        new()
        {
            Id = "gold",
            SoldAs = "TEMPerGold",
            Versions = [new("TEMPerGold_V3.", IsPrefix: true)],
            UsbIds = [Temper413D, .. Later],
            Reports = [InnerTemperature],
            Evidence = Evidence.Captured,
            Source = "urwen/temper issue 6 and pull request 42, charlieh0tel/temper",
        },
        new()
        {
            // Code 04 (a probe with humidity) is from the vendor's program and OpenBSD ugold; no capture holds it.
            Id = "temperx",
            SoldAs = "TEMPerX, TEMPer2, TEMPer1F",
            Versions = [new("TEMPerX_V3.", IsPrefix: true)],
            UsbIds = [Temper413D],
            Reports = [InnerTemperature, InnerBothOfX, InnerBoth, OuterTemperature, OuterBoth],
            InnerIsOptional = true,
            Evidence = Evidence.Captured,
            Source =
                "TEMPered issue 51, urwen/temper pull request 16, arminfuerst/tempersensor, mreymann/temperx, "
                + "OpenBSD ugold",
        },
        new()
        {
            Id = "temper2-new",
            SoldAs = "TEMPer2",
            Versions = [new("TEMPer2_V3.", IsPrefix: true), new("TEMPer2_V4.", IsPrefix: true)],
            UsbIds = Later,
            Reports = [InnerTemperature, OuterTemperature],
            Evidence = Evidence.Captured,
            Source =
                "urwen/temper issue 32, padelt/temper-python issue 134, ccwienk/temper issue 31, charlieh0tel/temper",
        },
        new()
        {
            Id = "temperhum-new",
            SoldAs = "TEMPerHUM",
            Versions = [new("TEMPerHUM_V3.", IsPrefix: true), new("TEMPerHUM_V4.", IsPrefix: true)],
            UsbIds = Later,
            // No capture of these versions holds code 40, but urwen/temper and arminfuerst/tempersensor read them and
            // the TEMPerX hygrometers, which do send it, alike.
            Reports = [InnerBoth, InnerBothOfX],
            Evidence = Evidence.Captured,
            Source = "ccwienk/temper issues 14 and 47 and pull request 45, charlieh0tel/temper, tetraloba/temperhum",
        },
        new()
        {
            Id = "temper1f-new",
            SoldAs = "TEMPer1F (probe only)",
            Versions = [new("TEMPer1F_V3.", IsPrefix: true), new("TEMPer1F_V4.", IsPrefix: true)],
            UsbIds = Later,
            Reports = [OuterTemperature],
            Evidence = Evidence.Reported,
            Source = "ccwienk/temper issue 43, OpenBSD ugold",
        },
    ];
}
