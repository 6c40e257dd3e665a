namespace Temper.Devices;

/// <summary>
/// A value outside the range that the chip can measure: a fault of the sensor rather than a reading.
/// </summary>
/// <param name="Sensor">The sensor's name: <c>internal</c>, <c>external</c>, or empty.</param>
/// <param name="Quantity">The quantity that it measures.</param>
/// <param name="Value">The result of the formula, in the unit of the quantity; for messages only.</param>
/// <param name="Raw">The raw value that the device sent; 0 for a device that sends text.</param>
public sealed record OutOfRangeReading(string Sensor, Quantity Quantity, double Value, ushort Raw);
