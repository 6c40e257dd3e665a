using Temper.Devices;

namespace Temper.CommandLine.Config;

/// <summary>What a user says about the devices in the file of <c>--config</c>.</summary>
/// <param name="Corrections">The calibration.</param>
/// <param name="Names">The names of devices and sensors.</param>
internal sealed record UserConfig(IReadOnlyList<Correction> Corrections, DeviceNames Names)
{
    /// <summary>The config of a program without a file.</summary>
    public static readonly UserConfig None = new([], DeviceNames.None);
}
