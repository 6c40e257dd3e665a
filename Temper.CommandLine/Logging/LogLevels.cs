using Microsoft.Extensions.Logging;

namespace Temper.CommandLine.Logging;

/// <summary>The names of the log levels, as Prometheus exporters have them.</summary>
internal static class LogLevels
{
    private static readonly (LogLevel Level, string Name)[] Names =
    [
        (LogLevel.Debug, "debug"),
        (LogLevel.Information, "info"),
        (LogLevel.Warning, "warn"),
        (LogLevel.Error, "error"),
    ];

    /// <summary>Finds the level with a name.</summary>
    public static bool TryParse(string name, out LogLevel level)
    {
        (level, var found) = Names.FirstOrDefault(entry => entry.Name == name);
        return found is not null;
    }

    /// <summary>Returns the name of a level. Critical counts as error, and trace as debug.</summary>
    public static string NameOf(LogLevel level) => Names[Math.Clamp(level - LogLevel.Debug, 0, Names.Length - 1)].Name;
}

/// <summary>The format of the log.</summary>
internal enum LogFormat
{
    /// <summary>Fields: <c>time=… level=info msg="…"</c>.</summary>
    Logfmt,

    /// <summary>One JSON object per line.</summary>
    Json,
}
