namespace Temper.Devices;

/// <summary>Thrown when the device was unplugged, or another device has its node.</summary>
/// <param name="message">One line: what was expected where, and what was found.</param>
/// <param name="errno">The kernel's error number, or 0 when there is none.</param>
public sealed class TemperDeviceGoneException(string message, int errno = 0)
    : TemperConnectionException(TemperErrorReason.Gone, message, errno)
{
    internal static TemperDeviceGoneException Unplugged(string node, int errno) =>
        new($"{node} disappeared; the device was unplugged", errno);
}
