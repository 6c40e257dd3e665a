namespace Temper.Devices.Protocol.Text;

/// <summary>What one line of text says of its sensor.</summary>
/// <param name="Sensor"><c>internal</c> or <c>external</c>.</param>
/// <param name="Celsius">Degrees Celsius, not checked.</param>
/// <param name="RelativeHumidityPercent">Percent, not checked; <see langword="null"/> when the line has none.</param>
internal readonly record struct TextSensorLine(string Sensor, double Celsius, double? RelativeHumidityPercent);
