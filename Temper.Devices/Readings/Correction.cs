namespace Temper.Devices;

/// <summary>
/// A user's own calibration of one sensor: value · <paramref name="Scale"/> + <paramref name="Offset"/>.
/// </summary>
/// <param name="PortPath">
/// The port path of the device, such as <c>usb-1.4/input1</c>, or without the interface: <c>usb-1.4</c>.
/// </param>
/// <param name="Sensor">
/// The sensor's name, which may be empty; <see langword="null"/> for every sensor of the device with the quantity.
/// </param>
/// <param name="Quantity">The quantity to correct: temperature or relative humidity.</param>
/// <param name="Scale">The factor for the value; not 0.</param>
/// <param name="Offset">The number to add after scaling, in degrees Celsius or percent.</param>
public sealed record Correction(string PortPath, string? Sensor, Quantity Quantity, double Scale = 1, double Offset = 0)
{
    /// <summary>The factor for the value: finite, and not 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0, infinite or not a number.</exception>
    public double Scale { get; } =
        double.IsFinite(Scale) && Scale != 0 ? Scale : throw new ArgumentOutOfRangeException(nameof(Scale));

    /// <summary>The number to add after scaling.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is infinite or not a number.</exception>
    public double Offset { get; } =
        double.IsFinite(Offset) ? Offset : throw new ArgumentOutOfRangeException(nameof(Offset));

    /// <summary>Returns whether the correction applies to a device in a port.</summary>
    public bool IsOf(string portPath) =>
        portPath == PortPath
        || (portPath.StartsWith(PortPath, StringComparison.Ordinal) && portPath[PortPath.Length] == '/');

    /// <summary>Returns the corrected value. Humidity is limited to 0..100.</summary>
    public double Apply(double value)
    {
        var corrected = (value * Scale) + Offset;
        return Quantity == Quantity.RelativeHumidity ? Math.Clamp(corrected, 0, 100) : corrected;
    }
}
