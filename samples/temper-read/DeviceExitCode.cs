using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>
/// The exit statuses that only temper-read has. They are documented in temper-read(1) and in <c>--help</c>.
/// </summary>
internal static class DeviceExitCode
{
    public const int NoneFound = 3;
    public const int NoPermission = 4;
    public const int Interrupted = 130; // 128 + SIGINT, as shells report it

    /// <summary>
    /// Returns the status for the result of each device. Missing permission comes first, because it has the same remedy
    /// for all devices.
    /// </summary>
    public static int Of(IReadOnlyCollection<TemperErrorReason?> devices) =>
        devices.Count == 0 ? NoneFound
        : devices.Contains(TemperErrorReason.Permission) ? NoPermission
        : devices.Any(reason => reason is not null) ? ExitCode.Failure
        : ExitCode.Success;

    /// <summary>Returns the status for a snapshot. An out-of-range value counts as a failure.</summary>
    /// <remarks>Unsupported devices count only if there is no other, because they may be a foot switch.</remarks>
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
