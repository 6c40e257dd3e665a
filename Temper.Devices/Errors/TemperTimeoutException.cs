namespace Temper.Devices;

/// <summary>The stick did not answer before the deadline. It is asked again on the next read.</summary>
/// <param name="message">One line: which stick, which query, how long was waited.</param>
public sealed class TemperTimeoutException(string message) : TemperException(TemperErrorReason.Timeout, message);
