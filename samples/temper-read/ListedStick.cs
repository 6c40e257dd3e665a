using Temper.Devices;
using Temper.Devices.Errors;

namespace Temper.Read;

/// <summary>A stick that is plugged in, and what it is or why it cannot be read.</summary>
internal sealed record ListedStick(TemperCandidate Candidate, TemperDeviceInfo? Info, TemperException? Error)
{
    /// <summary>Why it cannot be read; <see langword="null"/> when it can.</summary>
    public TemperErrorReason? Reason => Candidate.Unsupported is null ? Error?.Reason : TemperErrorReason.UnknownFirmware;

    /// <summary>Opens every stick, all at once, and asks its firmware version.</summary>
    public static async Task<IReadOnlyList<ListedStick>> AllAsync(TemperOptions options)
        => await Task.WhenAll(TemperDevices.Find(options).Select(candidate => OpenAsync(candidate, options)));

    private static async Task<ListedStick> OpenAsync(TemperCandidate candidate, TemperOptions options)
    {
        if (candidate.Unsupported is not null)
        {
            return new ListedStick(candidate, Info: null, Error: null);
        }

        try
        {
            await using var device = await TemperDevices.OpenAsync(candidate, options);
            return new ListedStick(candidate, device.Info, Error: null);
        }
        catch (TemperException e)
        {
            return new ListedStick(candidate, Info: null, e);
        }
    }
}
