using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>
/// The exit statuses that only temper-read has, as the README lists them, and what each status stands for.
/// </summary>
internal static class DeviceExitCode
{
    public const int NoneFound = 3;
    public const int NoPermission = 4;
    public const int Interrupted = 130; // 128 + SIGINT, as shells report it

    /// <summary>
    /// The status for what became of each device. No permission says most, as it is mended the same way for all.
    /// </summary>
    public static int Of(IReadOnlyCollection<TemperErrorReason?> devices) =>
        devices.Count == 0 ? NoneFound
        : devices.Contains(TemperErrorReason.Permission) ? NoPermission
        : devices.Any(reason => reason is not null) ? ExitCode.Failure
        : ExitCode.Success;

    /// <summary>The status for a snapshot; a value that the chip cannot have measured is a failure too.</summary>
    /// <remarks>Devices that cannot be read count only where there is no other: they may be a foot switch.</remarks>
    public static int Of(TemperSnapshot snapshot) =>
        snapshot.Devices.IsEmpty && !snapshot.Unsupported.IsEmpty
            ? ExitCode.Failure
            : Of([
                .. snapshot.Devices.Select(device =>
                    device.Error?.Reason
                    ?? (device.Reading!.OutOfRange.IsEmpty ? (TemperErrorReason?)null : TemperErrorReason.Malformed)
                ),
            ]);
}
