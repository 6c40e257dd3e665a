namespace Temper.Devices;

/// <summary>No TEMPer device is plugged in, or none that the options' filter lets through.</summary>
/// <param name="message">One line: what was looked for, and what to do.</param>
public sealed class TemperDeviceNotFoundException(string message)
    : TemperException(TemperErrorReason.NotFound, message);
