using System.Collections.Immutable;
using Temper.Devices.Catalogue;

namespace Temper.Devices.Protocol.Hid;

/// <summary>
/// Waits for the report that answers a calibration query. Its tag is its own, so no reading is taken for it.
/// </summary>
internal sealed class CalibrationReply(FirmwareFamily family) : IReportReply<DeviceCalibration>
{
    private const byte Tag = 0x82;
    private const double Tenths = 10;
    private const double Sixteenths = 16;
    private const int FirstOffset = 2;

    private readonly byte[] _report = new byte[Queries.ReportLength];

    public string Expected => $"{Queries.ReportLength} bytes that begin with {Tag:x2}";

    public DeviceCalibration Result => Decode(_report, family);

    private static ImmutableArray<(string Sensor, Quantity Quantity)> SlotsOfLater { get; } =
    [
        (Sensor.Internal, Quantity.Temperature),
        (Sensor.Internal, Quantity.RelativeHumidity),
        (Sensor.External, Quantity.Temperature),
        (Sensor.External, Quantity.RelativeHumidity),
    ];

    /// <summary>Decodes a reply.</summary>
    /// <param name="report">The 8-byte report.</param>
    /// <param name="family">
    /// The device's catalogue row. On devices with 0c45, byte 1 is the number of offsets, in sixteenths of a degree;
    /// later ones have four, in tenths.
    /// </param>
    public static DeviceCalibration Decode(ReadOnlySpan<byte> report, FirmwareFamily family)
    {
        var isEarlier = family.UsbIds[0].VendorId == EarlierDevices.VendorId;
        var slots = isEarlier ? SlotsOfEarlier(family) : SlotsOfLater;
        var count = isEarlier ? Math.Min(report[1], slots.Length) : slots.Length;
        var offsets = ImmutableArray.CreateBuilder<CalibrationOffset>(count);
        for (var index = 0; index < count; index++)
        {
            var (sensor, quantity) = slots[index];
            offsets.Add(new(sensor, quantity, (sbyte)report[FirstOffset + index] / (isEarlier ? Sixteenths : Tenths)));
        }

        return new DeviceCalibration(offsets.ToImmutable(), HexText.Of(report));
    }

    public ReplyProgress Offer(ReadOnlySpan<byte> report)
    {
        if (report.Length != Queries.ReportLength || report[0] != Tag)
        {
            return ReplyProgress.Stray;
        }

        report.CopyTo(_report);
        return ReplyProgress.Complete;
    }

    private static ImmutableArray<(string Sensor, Quantity Quantity)> SlotsOfEarlier(FirmwareFamily family) =>
        [
            .. family
                .Reports[0]
                .Sensors.SelectMany(slot =>
                    slot.Codec.WordCount == 1
                        ? new[] { (slot.Sensor, Quantity.Temperature) }
                        : [(slot.Sensor, Quantity.Temperature), (slot.Sensor, Quantity.RelativeHumidity)]
                ),
        ];
}
