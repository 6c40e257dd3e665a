using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Temper.Exporter.Hosting;

/// <summary>
/// The log: one line per event, on standard error. Changes are logged; scrapes are not, except at level debug.
/// </summary>
internal static class ExporterLogging
{
    /// <summary>The category of events that a client or a faulty host can cause at any rate.</summary>
    public const string Repeated = "Temper.Repeated";

    public static ILoggerFactory Create(LogLevel level, LogFormat format) =>
        new LimitedLoggerFactory(CreateUnlimited(level, format), TimeProvider.System, IsLimited);

    /// <summary>
    /// Returns whether a category is rate-limited. Those of the web server are, because clients cause each of its
    /// lines.
    /// </summary>
    internal static bool IsLimited(string category) =>
        category == Repeated || category.StartsWith("Microsoft", StringComparison.Ordinal);

    private static ILoggerFactory CreateUnlimited(LogLevel level, LogFormat format) =>
        LoggerFactory.Create(logging =>
        {
            logging.SetMinimumLevel(level);
            logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
            logging.AddConsole(console =>
            {
                console.FormatterName = LineFormatter.FormatterName;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
                // A slow reader of the log must not hold up a scrape.
                console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            });
            logging.Services.AddSingleton<ConsoleFormatter>(new LineFormatter(TimeProvider.System, format));
        });
}
