namespace Temper.Devices;

/// <summary>
/// The reason why a device could not be read: a small fixed set, suitable for a metric label or an exit code.
/// </summary>
public enum TemperErrorReason
{
    /// <summary>This user may not open the device node.</summary>
    Permission,

    /// <summary>Another program holds the device.</summary>
    Busy,

    /// <summary>The device was unplugged, or another device took its place.</summary>
    Gone,

    /// <summary>The kernel reported an I/O error.</summary>
    Io,

    /// <summary>The device did not answer in time.</summary>
    Timeout,

    /// <summary>The device answered with bytes that are not a valid reply.</summary>
    Malformed,

    /// <summary>The firmware version is unknown.</summary>
    UnknownFirmware,

    /// <summary>
    /// No device is plugged in. Only <see cref="TemperDevices.OpenFirstAsync"/> reports it.
    /// </summary>
    NotFound,
}
