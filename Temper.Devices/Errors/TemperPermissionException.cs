namespace Temper.Devices;

/// <summary>Thrown when this user may not open the device node.</summary>
/// <param name="message">One line: which node, and what to do.</param>
/// <param name="errno">The kernel's error number: EACCES or EPERM.</param>
public sealed class TemperPermissionException(string message, int errno)
    : TemperConnectionException(TemperErrorReason.Permission, message, errno)
{
    private const int AccessDenied = 13; // EACCES: the node's owner, group and mode

    /// <summary>
    /// Whether a udev rule helps. It does not if a container's device cgroup or a security module forbids the node.
    /// </summary>
    public bool IsMissingUdevRule => Errno == AccessDenied;
}
