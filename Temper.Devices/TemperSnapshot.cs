using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>Every device at one moment. Immutable.</summary>
/// <param name="Devices">
/// One entry a device, HID devices before serial ones, in the order of plugging in; port paths are unique.
/// </param>
/// <param name="TakenAt">When the snapshot was complete.</param>
/// <param name="Duration">How long it took.</param>
public sealed record TemperSnapshot(ImmutableArray<DeviceSnapshot> Devices, DateTimeOffset TakenAt, TimeSpan Duration)
{
    /// <summary>Devices with the USB id of a device that cannot be read, and why.</summary>
    public ImmutableArray<TemperCandidate> Unsupported { get; init; } = [];
}

/// <summary>One device in a snapshot: exactly one of <see cref="Reading"/> and <see cref="Error"/> is there.</summary>
/// <param name="Candidate">Where it is plugged in and what its USB descriptors say.</param>
/// <param name="Info">What the opened device is; <see langword="null"/> while it could not be opened.</param>
/// <param name="Reading">Its values.</param>
/// <param name="Error">Why there is no reading this time.</param>
public sealed record DeviceSnapshot(
    TemperCandidate Candidate,
    TemperDeviceInfo? Info,
    Reading? Reading,
    TemperException? Error
)
{
    /// <summary>Where it is plugged in, such as <c>usb-3f980000.usb-1.4/input1</c>.</summary>
    public string PortPath => Candidate.PortPath;

    /// <summary>What became of the device up to and with this read.</summary>
    public DeviceHistory History { get; init; } = DeviceHistory.None;
}
