namespace Temper.Devices;

/// <summary>This user may not open the device's device node; a udev rule is missing.</summary>
/// <param name="message">One line: which node, and what to do.</param>
/// <param name="errno">The kernel's error number: EACCES or EPERM.</param>
public sealed class TemperPermissionException(string message, int errno)
    : TemperConnectionException(TemperErrorReason.Permission, message, errno);
