using Temper.Devices;

namespace Temper.Read;

/// <summary>A device that is plugged in: what it is, or why it cannot be read.</summary>
internal sealed record ListedDevice(
    TemperCandidate Candidate,
    TemperDeviceInfo? Info = null,
    DeviceCalibration? Calibration = null,
    TemperException? Error = null
)
{
    // The calibration is shown for information, so a device that does not report it soon is listed without it.
    private static readonly TimeSpan CalibrationTimeout = TimeSpan.FromSeconds(0.5);

    /// <summary>The reason why the device cannot be read, or <see langword="null"/> if it can.</summary>
    public TemperErrorReason? Reason =>
        Candidate.Unsupported is null ? Error?.Reason : TemperErrorReason.UnknownFirmware;

    /// <summary>Opens all devices at the same time, and asks for their firmware version and calibration.</summary>
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
