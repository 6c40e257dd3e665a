using System.Collections.Immutable;
using Temper.Devices.Readings;

namespace Temper.Devices.Protocol;

/// <summary>The offsets that a stick holds and, as far as is known, applies itself (docs/protocol/exchange.md).</summary>
/// <param name="Offsets">One a sensor and quantity, in the stick's order.</param>
/// <param name="Hex">The bytes of the reply, in hex.</param>
public sealed record StickCalibration(ImmutableArray<CalibrationOffset> Offsets, string Hex)
{
    private const double Tenths = 10;
    private const double Sixteenths = 16;
    private const int FirstOffset = 2;

    /// <summary>Whether it changes nothing, as every stick leaves the factory.</summary>
    public bool IsZero => Offsets.All(offset => offset.Value == 0);

    /// <summary>Decodes a reply.</summary>
    /// <param name="reply">The 8-byte report.</param>
    /// <param name="family">The stick's row. On sticks with 0c45 byte 1 says how many offsets there are, of sixteenths of a degree;
    /// on later ones there are four, of tenths.</param>
    internal static StickCalibration Decode(ReadOnlySpan<byte> reply, FirmwareFamily family)
    {
        var isFirst = family.UsbIds[0].VendorId == FirstSticks.VendorId;
        var slots = isFirst ? SlotsOfFirst(family) : SlotsOfLater;
        var count = isFirst ? Math.Min(reply[1], slots.Length) : slots.Length;
        var offsets = ImmutableArray.CreateBuilder<CalibrationOffset>(count);
        for (var index = 0; index < count; index++)
        {
            var (sensor, quantity) = slots[index];
            offsets.Add(new(sensor, quantity, (sbyte)reply[FirstOffset + index] / (isFirst ? Sixteenths : Tenths)));
        }

        return new StickCalibration(offsets.ToImmutable(), HexText.Of(reply));
    }

    private static ImmutableArray<(string Sensor, Quantity Quantity)> SlotsOfLater { get; } =
    [
        (Sensor.Internal, Quantity.Temperature), (Sensor.Internal, Quantity.RelativeHumidity),
        (Sensor.External, Quantity.Temperature), (Sensor.External, Quantity.RelativeHumidity),
    ];

    private static ImmutableArray<(string Sensor, Quantity Quantity)> SlotsOfFirst(FirmwareFamily family)
        => [.. family.Reports[0].Sensors.SelectMany(slot => slot.Codec.WordCount == 1
            ? new[] { (slot.Sensor, Quantity.Temperature) }
            : [(slot.Sensor, Quantity.Temperature), (slot.Sensor, Quantity.RelativeHumidity)])];
}

/// <summary>One offset that a stick holds.</summary>
/// <param name="Sensor">The sensor's name; may be empty.</param>
/// <param name="Quantity">What it is added to.</param>
/// <param name="Value">Degrees Celsius or percent.</param>
public sealed record CalibrationOffset(string Sensor, Quantity Quantity, double Value);
