using Temper.CommandLine.Config;

namespace Temper.Read;

/// <summary>How to print a snapshot.</summary>
/// <param name="Form">The format.</param>
/// <param name="Units">The units of temperatures.</param>
internal sealed record ReportOptions(OutputForm Form, Units Units)
{
    /// <summary>The user's names, and the entries to check against the snapshot.</summary>
    public UserConfig Config { get; init; } = UserConfig.None;

    /// <summary>The lines about requested devices that are not plugged in, or an empty text.</summary>
    public string Missing { get; init; } = "";

    /// <summary>The name or label of the only sensor to print as plain numbers, if one was requested.</summary>
    public string? Sensor { get; init; }

    /// <summary>Whether the snapshot has only the devices that were requested.</summary>
    public bool IsFiltered { get; init; }
}
