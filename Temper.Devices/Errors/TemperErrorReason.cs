namespace Temper.Devices;

/// <summary>Why a device gave no reading: a small fixed set, fit for a metric label or an exit code.</summary>
public enum TemperErrorReason
{
    /// <summary>The device node may not be opened by this user.</summary>
    Permission,

    /// <summary>Another program holds the device.</summary>
    Busy,

    /// <summary>The device was unplugged, or something else took its place.</summary>
    Gone,

    /// <summary>The kernel reported an I/O error.</summary>
    Io,

    /// <summary>The device did not answer in time.</summary>
    Timeout,

    /// <summary>The device answered with bytes that are no valid reply.</summary>
    Malformed,

    /// <summary>The firmware version is in no row of the catalogue.</summary>
    UnknownFirmware,

    /// <summary>
    /// No device is plugged in: only from <see cref="TemperDevices.OpenFirstAsync"/>, as no device can have this error.
    /// </summary>
    NotFound,
}
