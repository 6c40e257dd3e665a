using Temper.Devices;

namespace Temper.CommandLine.Config;

/// <summary>An entry of the list <c>calibration</c>.</summary>
internal sealed record CalibrationEntry(string? Phy, string? Sensor, string? Quantity, double? Scale, double? Offset)
{
    private const double MaxScale = 100;
    private const double MaxOffset = 1000;
    private static readonly string[] Quantities = ["temperature", "humidity"];

    /// <summary>Returns the correction of an entry.</summary>
    /// <exception cref="FormatException">The entry is invalid.</exception>
    public static Correction Parse(CalibrationEntry? entry)
    {
        var phy = ConfigPort.Required(entry?.Phy);
        var quantity = entry!.Quantity switch
        {
            null or "temperature" => Devices.Quantity.Temperature,
            "humidity" => Devices.Quantity.RelativeHumidity,
            var other => throw new FormatException(
                $"unknown quantity '{other}'{Spelling.Hint(other, Quantities, "quantities: temperature, humidity")}"
            ),
        };
        if (entry.Scale == 0)
        {
            throw new FormatException("scale: 0 would make all values the same; remove it or give another number");
        }

        if (Math.Abs(entry.Scale ?? 1) > MaxScale || Math.Abs(entry.Offset ?? 0) > MaxOffset)
        {
            throw new FormatException(
                $"correction out of range; scale must be within ±{MaxScale}, offset within ±{MaxOffset}"
            );
        }

        return new Correction(phy, entry.Sensor, quantity, entry.Scale ?? 1, entry.Offset ?? 0);
    }

    /// <summary>Returns what only one entry may correct.</summary>
    public static (string Port, string? Sensor, Quantity Quantity) KeyOf(Correction correction) =>
        (ConfigPort.WithoutInterface(correction.PortPath), correction.Sensor, correction.Quantity);
}
