using Temper.Devices.Protocol;

namespace Temper.Devices.Catalogue;

/// <summary>Which firmware versions a catalogue row covers.</summary>
/// <param name="Text">The whole version, or how it begins.</param>
/// <param name="IsPrefix">
/// True where every version that begins so is known or safe to read alike; never for 0c45:7402 devices, which hold
/// four different chips under names that differ in one character.
/// </param>
internal sealed record VersionPattern(string Text, bool IsPrefix = false)
{
    /// <summary>Whether the version is covered, with or without the buffer left-overs at its end.</summary>
    public bool Matches(FirmwareVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return IsPrefix
            ? version.Text.StartsWith(Text, StringComparison.Ordinal)
            : version.Text == Text || version.Name == Text;
    }
}
