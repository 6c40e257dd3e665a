namespace Temper.Devices;

/// <summary>
/// A value outside what the chip can measure: a fault of the sensor, never to be taken for a reading.
/// </summary>
/// <param name="Sensor">The sensor's name: <c>internal</c>, <c>external</c>, or empty.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="Value">What the formula gave, in the quantity's unit; for messages only.</param>
/// <param name="Raw">The raw word as the device sent it; 0 for a device that sends text.</param>
public sealed record OutOfRangeReading(string Sensor, Quantity Quantity, double Value, ushort Raw);
