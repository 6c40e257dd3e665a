namespace Temper.Devices;

/// <summary>Thrown when no TEMPer device is plugged in, or the filter excludes all.</summary>
/// <param name="message">One line: what was looked for, and what to do.</param>
public sealed class TemperDeviceNotFoundException(string message)
    : TemperException(TemperErrorReason.NotFound, message);
