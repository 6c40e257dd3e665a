using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Temper.CommandLine.Logging;

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

    // Without LoggerFactory.Create, whose services are constructed by reflection.
    private static LoggerFactory CreateUnlimited(LogLevel level, LogFormat format)
    {
        var console = new ConsoleLoggerOptions
        {
            FormatterName = LineFormatter.FormatterName,
            LogToStandardErrorThreshold = LogLevel.Trace,
            // A slow reader of the log must not hold up a scrape.
            QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite,
        };
        var filters = new LoggerFilterOptions { MinLevel = level };
        filters.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        var provider = new ConsoleLoggerProvider(
            new FixedOptions(console),
            [new LineFormatter(TimeProvider.System, format)]
        );
        return new LoggerFactory([provider], filters);
    }

    private sealed class FixedOptions(ConsoleLoggerOptions options) : IOptionsMonitor<ConsoleLoggerOptions>
    {
        public ConsoleLoggerOptions CurrentValue => options;

        public ConsoleLoggerOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<ConsoleLoggerOptions, string?> listener) => null;
    }
}
