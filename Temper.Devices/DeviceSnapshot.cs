using System.Diagnostics.CodeAnalysis;

namespace Temper.Devices;

/// <summary>
/// One device in a snapshot. It has either a reading or an error; see <see cref="IsRead"/>. Immutable.
/// </summary>
public sealed record DeviceSnapshot
{
    /// <summary>Creates the snapshot of a device that was read.</summary>
    /// <param name="candidate">The port and the USB descriptors of the device.</param>
    /// <param name="info">The identity of the opened device.</param>
    /// <param name="reading">The values.</param>
    /// <param name="time">The time when the reading was complete.</param>
    public DeviceSnapshot(TemperCandidate candidate, TemperDeviceInfo info, Reading reading, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(reading);
        (Candidate, Info, Reading, Time) = (candidate, info, reading, time);
    }

    /// <summary>Creates the snapshot of a device that could not be read.</summary>
    /// <param name="candidate">The port and the USB descriptors of the device.</param>
    /// <param name="info">The identity of the device, if it was opened before.</param>
    /// <param name="error">The reason why there is no reading.</param>
    /// <param name="time">The time when the read failed.</param>
    public DeviceSnapshot(TemperCandidate candidate, TemperDeviceInfo? info, TemperException error, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(error);
        (Candidate, Info, Error, Time) = (candidate, info, error, time);
    }

    /// <summary>The port and the USB descriptors of the device.</summary>
    public TemperCandidate Candidate { get; init; }

    /// <summary>The identity of the opened device, or <see langword="null"/> if it could not be opened yet.</summary>
    public TemperDeviceInfo? Info { get; }

    /// <summary>The values, or <see langword="null"/> if the read failed.</summary>
    public Reading? Reading { get; }

    /// <summary>The reason why there is no reading, or <see langword="null"/> if there is one.</summary>
    public TemperException? Error { get; }

    /// <summary>Whether the device has a reading rather than an error.</summary>
    [MemberNotNullWhen(true, nameof(Reading), nameof(Info))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRead => Reading is not null;

    /// <summary>
    /// The time when the reading was complete, or the read failed. Callers that overlap share a read, so it can be
    /// earlier than the time of the snapshot.
    /// </summary>
    public DateTimeOffset Time { get; }

    /// <summary>The port path of the device, such as <c>usb-3f980000.usb-1.4/input1</c>.</summary>
    public string PortPath => Candidate.PortPath;

    /// <summary>The history of the device, including this read.</summary>
    public DeviceHistory History { get; init; } = DeviceHistory.None;
}
