namespace Temper.Devices.Protocol;

/// <summary>Where one sensor's words stand in a reply.</summary>
/// <param name="Sensor"><c>internal</c>, <c>external</c>, or empty for a stick with one sensor.</param>
/// <param name="Offset">Index of the first byte in the 8-byte report.</param>
/// <param name="Codec">What the words mean.</param>
public sealed record SensorSlot(string Sensor, int Offset, Codec Codec);
