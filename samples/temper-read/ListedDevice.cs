using Temper.Devices;

namespace Temper.Read;

/// <summary>A device that is plugged in, and what it is or why it cannot be read.</summary>
internal sealed record ListedDevice(
    TemperCandidate Candidate,
    TemperDeviceInfo? Info = null,
    DeviceCalibration? Calibration = null,
    TemperException? Error = null
)
{
    // It is only looked at: a device that does not tell it is none the worse.
    private static readonly TimeSpan CalibrationTimeout = TimeSpan.FromSeconds(0.5);

    /// <summary>Why it cannot be read; <see langword="null"/> when it can.</summary>
    public TemperErrorReason? Reason =>
        Candidate.Unsupported is null ? Error?.Reason : TemperErrorReason.UnknownFirmware;

    /// <summary>Opens every device, all at once, and asks its firmware version and calibration.</summary>
    public static async Task<IReadOnlyList<ListedDevice>> AllAsync(TemperOptions options) =>
        await Task.WhenAll(TemperDevices.Find(options).Select(candidate => OpenAsync(candidate, options)));

    private static async Task<ListedDevice> OpenAsync(TemperCandidate candidate, TemperOptions options)
    {
        if (candidate.Unsupported is not null)
        {
            return new ListedDevice(candidate);
        }

        try
        {
            await using var device = await TemperDevices.OpenAsync(candidate, options);
            return new ListedDevice(candidate, device.Info, await CalibrationOfAsync(device));
        }
        catch (TemperException e)
        {
            return new ListedDevice(candidate, Error: e);
        }
    }

    private static async Task<DeviceCalibration?> CalibrationOfAsync(ITemperDevice device)
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
