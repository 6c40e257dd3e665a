namespace Temper.Devices.Readings;

/// <summary>A user's own calibration of one sensor: value · <paramref name="Scale"/> + <paramref name="Offset"/>.</summary>
/// <param name="PortPath">Where the stick is plugged in, such as <c>usb-1.4/input1</c>.</param>
/// <param name="Sensor">The sensor's name; may be empty.</param>
/// <param name="Quantity">What is corrected: temperature or relative humidity.</param>
/// <param name="Scale">What the value is multiplied by; not 0.</param>
/// <param name="Offset">What is added then, in degrees Celsius or percent.</param>
public sealed record Correction(string PortPath, string Sensor, Quantity Quantity, double Scale = 1, double Offset = 0)
{
    /// <summary>The corrected value; a humidity is cut to 0..100.</summary>
    public double Apply(double value)
    {
        var corrected = (value * Scale) + Offset;
        return Quantity == Quantity.RelativeHumidity ? Math.Clamp(corrected, 0, 100) : corrected;
    }
}
