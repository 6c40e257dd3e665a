namespace Temper.Devices;

/// <summary>Thrown when the device does not answer in time. The next read queries it again.</summary>
/// <param name="message">One line: which device, what it did not answer, what to do.</param>
public sealed class TemperTimeoutException(string message) : TemperException(TemperErrorReason.Timeout, message);
