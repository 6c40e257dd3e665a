namespace Temper.Devices;

/// <summary>
/// A user's own calibration of one sensor: value · <paramref name="Scale"/> + <paramref name="Offset"/>.
/// </summary>
/// <param name="PortPath">
/// Where the device is plugged in, such as <c>usb-1.4/input1</c>; without the interface, <c>usb-1.4</c>, too.
/// </param>
/// <param name="Sensor">
/// The sensor's name; may be empty; <see langword="null"/> is each of the device's that measure the quantity.
/// </param>
/// <param name="Quantity">What is corrected: temperature or relative humidity.</param>
/// <param name="Scale">What the value is multiplied by; not 0.</param>
/// <param name="Offset">What is added then, in degrees Celsius or percent.</param>
public sealed record Correction(string PortPath, string? Sensor, Quantity Quantity, double Scale = 1, double Offset = 0)
{
    /// <summary>What the value is multiplied by: a number, and not 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0, infinite or no number.</exception>
    public double Scale { get; } =
        double.IsFinite(Scale) && Scale != 0 ? Scale : throw new ArgumentOutOfRangeException(nameof(Scale));

    /// <summary>What is added then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is infinite or no number.</exception>
    public double Offset { get; } =
        double.IsFinite(Offset) ? Offset : throw new ArgumentOutOfRangeException(nameof(Offset));

    /// <summary>Whether a device in that port is meant.</summary>
    public bool IsOf(string portPath) =>
        portPath == PortPath
        || (portPath.StartsWith(PortPath, StringComparison.Ordinal) && portPath[PortPath.Length] == '/');

    /// <summary>The corrected value; a humidity is cut to 0..100.</summary>
    public double Apply(double value)
    {
        var corrected = (value * Scale) + Offset;
        return Quantity == Quantity.RelativeHumidity ? Math.Clamp(corrected, 0, 100) : corrected;
    }
}
