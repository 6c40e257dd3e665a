using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>The readings of every device at one moment. Immutable.</summary>
/// <param name="Devices">
/// One entry per device: HID devices before serial ones, each in the order in which they were plugged in. Port paths
/// are unique. </param>
/// <param name="TakenAt">The time when the snapshot was complete.</param>
/// <param name="Duration">The time that it took.</param>
public sealed record TemperSnapshot(ImmutableArray<DeviceSnapshot> Devices, DateTimeOffset TakenAt, TimeSpan Duration)
{
    /// <summary>Devices that have the USB id of a TEMPer but are not supported, each with the reason.</summary>
    public ImmutableArray<TemperCandidate> Unsupported { get; init; } = [];
}
