using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Temper.Exporter.Hosting;

/// <summary>One line an event, to standard error. What is logged is what changed, not what was scraped.</summary>
internal static class ExporterLogging
{
    /// <summary>The category of events that a client or an unhappy host can cause again and again.</summary>
    public const string Repeated = "Temper.Repeated";

    public static ILoggerFactory Create(LogLevel level, LogFormat format) =>
        new LimitedLoggerFactory(CreateUnlimited(level, format), TimeProvider.System, IsLimited);

    /// <summary>The web server's categories are limited because each of its lines is caused by a client.</summary>
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
