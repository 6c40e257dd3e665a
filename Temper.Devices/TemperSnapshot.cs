using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>The readings of every device at one moment. Immutable.</summary>
/// <param name="Devices">
/// One entry per device, HID devices before serial ones, each in the order of plugging in; port paths are unique.
/// </param>
/// <param name="TakenAt">When the snapshot was complete.</param>
/// <param name="Duration">How long it took.</param>
public sealed record TemperSnapshot(ImmutableArray<DeviceSnapshot> Devices, DateTimeOffset TakenAt, TimeSpan Duration)
{
    /// <summary>Devices that have a TEMPer's USB id and cannot be read, each with the reason.</summary>
    public ImmutableArray<TemperCandidate> Unsupported { get; init; } = [];
}
