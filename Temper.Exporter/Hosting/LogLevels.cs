using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Hosting;

/// <summary>The levels by the names that other exporters give them.</summary>
internal static class LogLevels
{
    private static readonly (LogLevel Level, string Name)[] Names =
    [
        (LogLevel.Debug, "debug"),
        (LogLevel.Information, "info"),
        (LogLevel.Warning, "warn"),
        (LogLevel.Error, "error"),
    ];

    public static bool TryParse(string name, out LogLevel level)
    {
        (level, var found) = Names.FirstOrDefault(entry => entry.Name == name);
        return found is not null;
    }

    /// <summary>The name of a level; what is worse than an error is one.</summary>
    public static string NameOf(LogLevel level) => Names[Math.Clamp(level - LogLevel.Debug, 0, Names.Length - 1)].Name;
}

/// <summary>How a line of the log is written.</summary>
internal enum LogFormat
{
    /// <summary><c>time=… level=info msg="…"</c>.</summary>
    Logfmt,

    /// <summary>One JSON object.</summary>
    Json,
}
