using System.Collections.Immutable;
using Temper.Devices.Readings;

namespace Temper.Devices.Protocol;

/// <summary>A catalogue row: the firmware versions whose sticks send the same bytes, and what the bytes mean.</summary>
public sealed record FirmwareFamily
{
    /// <summary>Short name of the row, such as <c>fm75-2</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The firmware versions it covers.</summary>
    public required ImmutableArray<VersionPattern> Versions { get; init; }

    /// <summary>USB ids such sticks were seen with.</summary>
    public required ImmutableArray<UsbId> UsbIds { get; init; }

    /// <summary>How many data bytes the reply declares in its byte 1.</summary>
    public required byte DataLength { get; init; }

    /// <summary>The sensors, in the order they are told.</summary>
    public required ImmutableArray<SensorSlot> Sensors { get; init; }

    /// <summary>How sure the row is.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }

    /// <summary>Whether a codec can stand in for the row's own: it takes as many words.</summary>
    public bool Accepts(Codec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return Sensors.All(slot => slot.Codec.WordCount == codec.WordCount);
    }

    /// <summary>Decodes a whole reply. Any data bytes give a reading; what the chip cannot have measured is refused in it.</summary>
    /// <param name="reply">The 8-byte report.</param>
    /// <param name="codec">A codec to use instead of the row's own, or <see langword="null"/>.</param>
    internal Reading Decode(ReadOnlySpan<byte> reply, Codec? codec)
    {
        var reading = new ReadingBuilder();
        foreach (var slot in Sensors)
        {
            (codec ?? slot.Codec).Decode(slot.Sensor, reply[slot.Offset..], reading);
        }

        return reading.Build();
    }
}
