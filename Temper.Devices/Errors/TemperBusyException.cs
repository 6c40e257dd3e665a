namespace Temper.Devices;

/// <summary>Thrown when another program uses the device and does not finish in time.</summary>
/// <param name="message">One line: which node, and what to do.</param>
public sealed class TemperBusyException(string message)
    : TemperConnectionException(TemperErrorReason.Busy, message, errno: 0)
{
    internal static TemperBusyException InUse(string node) =>
        new($"{node} is in use by another program; stop it or try again later");
}
