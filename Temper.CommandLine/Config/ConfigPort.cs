namespace Temper.CommandLine.Config;

/// <summary>The property <c>phy</c> of an entry: a port path, with or without the interface.</summary>
internal static class ConfigPort
{
    /// <summary>Returns the property.</summary>
    /// <exception cref="FormatException">It is missing.</exception>
    public static string Required(string? phy) =>
        string.IsNullOrWhiteSpace(phy)
            ? throw new FormatException("missing property 'phy'; copy the label of that name from the metrics")
            : phy;

    /// <summary>Removes the interface: usb-1 and usb-1/input1 name the same device.</summary>
    public static string WithoutInterface(string portPath) => portPath.Split('/', 2)[0];
}
