namespace Temper.Devices;

/// <summary>A probe that is not plugged in, as the device reports. This is not an error.</summary>
/// <param name="Sensor">The name of the sensor: <c>internal</c>, <c>external</c>, or empty.</param>
/// <param name="Quantity">The quantity that it would measure.</param>
public sealed record AbsentSensor(string Sensor, Quantity Quantity);
