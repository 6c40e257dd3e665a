namespace Temper.CommandLine.Config;

/// <summary>An entry of the list <c>names</c>. Without a sensor, it names the device.</summary>
internal sealed record NameEntry(string? Phy, string? Sensor, string? Label)
{
    private const int MaxLength = 64;

    /// <summary>Returns the name of an entry.</summary>
    /// <exception cref="FormatException">The entry is invalid.</exception>
    public static GivenName Parse(NameEntry? entry)
    {
        var phy = ConfigPort.Required(entry?.Phy);
        var label = entry!.Label?.Trim();
        if (string.IsNullOrEmpty(label))
        {
            throw new FormatException("missing property 'label'; give the name to show");
        }

        if (label.Length > MaxLength)
        {
            throw new FormatException($"label: longer than {MaxLength} characters; shorten it");
        }

        // Names are printed to terminals and served to programs that may not expect such characters.
        if (TerminalText.Of(label) is var printable && printable != label)
        {
            throw new FormatException($"label: '{printable}' has a control or invisible character; remove it");
        }

        return new GivenName(phy, entry.Sensor, label);
    }

    /// <summary>Returns what only one entry may name.</summary>
    public static (string Port, string? Sensor) KeyOf(GivenName name) =>
        (ConfigPort.WithoutInterface(name.PortPath), name.Sensor);
}

/// <summary>A user's own name for a device or a sensor.</summary>
/// <param name="PortPath">The port path of the device, with or without the interface.</param>
/// <param name="Sensor">The sensor in readings, which may be empty; <see langword="null"/> for the device.</param>
/// <param name="Label">The name to show: one line of printable text.</param>
internal sealed record GivenName(string PortPath, string? Sensor, string Label)
{
    /// <summary>Returns whether the name belongs to the device in a port, or to one of its sensors.</summary>
    public bool IsOf(string portPath) =>
        portPath == PortPath
        || (portPath.StartsWith(PortPath, StringComparison.Ordinal) && portPath[PortPath.Length] == '/');
}
