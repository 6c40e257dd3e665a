using System.Diagnostics.CodeAnalysis;

namespace Temper.Devices;

/// <summary>
/// One device in a snapshot: it has either a reading or an error;
/// <see cref="IsRead"/> says which. Immutable.
/// </summary>
public sealed record DeviceSnapshot
{
    /// <summary>Creates the snapshot of a device that was read.</summary>
    /// <param name="candidate">Where it is plugged in and what its USB descriptors say.</param>
    /// <param name="info">What the opened device is.</param>
    /// <param name="reading">Its values.</param>
    /// <param name="time">When the reading was complete.</param>
    public DeviceSnapshot(TemperCandidate candidate, TemperDeviceInfo info, Reading reading, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(reading);
        (Candidate, Info, Reading, Time) = (candidate, info, reading, time);
    }

    /// <summary>Creates the snapshot of a device that gave no reading.</summary>
    /// <param name="candidate">Where it is plugged in and what its USB descriptors say.</param>
    /// <param name="info">What the device is, if it could be opened before.</param>
    /// <param name="error">Why there is no reading.</param>
    /// <param name="time">When the read failed.</param>
    public DeviceSnapshot(TemperCandidate candidate, TemperDeviceInfo? info, TemperException error, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(error);
        (Candidate, Info, Error, Time) = (candidate, info, error, time);
    }

    /// <summary>Where the device is plugged in and what its USB descriptors say.</summary>
    public TemperCandidate Candidate { get; init; }

    /// <summary>What the opened device is; <see langword="null"/> while it could not be opened.</summary>
    public TemperDeviceInfo? Info { get; }

    /// <summary>The values, or <see langword="null"/> if the read failed.</summary>
    public Reading? Reading { get; }

    /// <summary>Why there is no reading, or <see langword="null"/> if there is one.</summary>
    public TemperException? Error { get; }

    /// <summary>Whether there is a reading; otherwise there is an error.</summary>
    [MemberNotNullWhen(true, nameof(Reading), nameof(Info))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Reading is not null;

    /// <summary>
    /// When the reading was complete, or the read failed. Callers that overlap share a read, so it can lie before the
    /// time of the snapshot.
    /// </summary>
    public DateTimeOffset Time { get; }

    /// <summary>Where the device is plugged in, such as <c>usb-3f980000.usb-1.4/input1</c>.</summary>
    public string PortPath => Candidate.PortPath;

    /// <summary>The device's history up to and with this read.</summary>
    public DeviceHistory History { get; init; } = DeviceHistory.None;
}
