using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>
/// The offsets that a device holds and, as far as is known, applies itself (docs/protocol/exchange.md).
/// </summary>
/// <param name="Offsets">One offset per sensor and quantity, in the order of the device.</param>
/// <param name="Hex">The bytes of the reply, in hex.</param>
public sealed record DeviceCalibration(ImmutableArray<CalibrationOffset> Offsets, string Hex)
{
    /// <summary>Whether all offsets are 0, as in devices from the factory.</summary>
    public bool IsZero => Offsets.All(offset => offset.Value == 0);
}

/// <summary>One offset that a device holds.</summary>
/// <param name="Sensor">The sensor's name; may be empty.</param>
/// <param name="Quantity">The quantity that it is added to.</param>
/// <param name="Value">The offset in degrees Celsius or percent.</param>
public sealed record CalibrationOffset(string Sensor, Quantity Quantity, double Value);
