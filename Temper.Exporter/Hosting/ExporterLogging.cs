using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Temper.Exporter.Hosting;

/// <summary>One line an event, to standard error. What is logged is what changed, not what was scraped.</summary>
internal static class ExporterLogging
{
    public static ILoggerFactory Create(LogLevel level, LogFormat format) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite; // whoever reads the log must not hold up a scrape
        });
        logging.Services.AddSingleton<ConsoleFormatter>(new LineFormatter(TimeProvider.System, format));
    });
}
