namespace Temper.Devices;

/// <summary>A sensor the device could have and says it has not: no probe is plugged in. Not an error.</summary>
/// <param name="Sensor">The name it would have: <c>internal</c>, <c>external</c>, or empty.</param>
/// <param name="Quantity">What it would measure.</param>
public sealed record AbsentSensor(string Sensor, Quantity Quantity);
