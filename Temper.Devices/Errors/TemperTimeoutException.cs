namespace Temper.Devices;

/// <summary>The device did not answer before the deadline. It is asked again on the next read.</summary>
/// <param name="message">One line: which device, which query, how long was waited.</param>
public sealed class TemperTimeoutException(string message) : TemperException(TemperErrorReason.Timeout, message);
