using Temper.Devices;
using Temper.Devices.Protocol;

namespace Temper.Read;

/// <summary>A stick that is plugged in, and what it is or why it cannot be read.</summary>
internal sealed record ListedStick(
    TemperCandidate Candidate,
    TemperDeviceInfo? Info = null,
    StickCalibration? Calibration = null,
    TemperException? Error = null
)
{
    // It is only looked at: a stick that does not tell it is none the worse.
    private static readonly TimeSpan CalibrationTimeout = TimeSpan.FromSeconds(0.5);

    /// <summary>Why it cannot be read; <see langword="null"/> when it can.</summary>
    public TemperErrorReason? Reason =>
        Candidate.Unsupported is null ? Error?.Reason : TemperErrorReason.UnknownFirmware;

    /// <summary>Opens every stick, all at once, and asks its firmware version and calibration.</summary>
    public static async Task<IReadOnlyList<ListedStick>> AllAsync(TemperOptions options) =>
        await Task.WhenAll(TemperDevices.Find(options).Select(candidate => OpenAsync(candidate, options)));

    private static async Task<ListedStick> OpenAsync(TemperCandidate candidate, TemperOptions options)
    {
        if (candidate.Unsupported is not null)
        {
            return new ListedStick(candidate);
        }

        try
        {
            await using var device = await TemperDevices.OpenAsync(candidate, options);
            return new ListedStick(candidate, device.Info, await CalibrationOfAsync(device));
        }
        catch (TemperException e)
        {
            return new ListedStick(candidate, Error: e);
        }
    }

    private static async Task<StickCalibration?> CalibrationOfAsync(ITemperDevice device)
    {
        try
        {
            return await device.ReadCalibrationAsync(CalibrationTimeout);
        }
        catch (TemperException)
        {
            return null;
        }
    }
}
