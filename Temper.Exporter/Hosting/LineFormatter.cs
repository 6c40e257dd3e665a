using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Temper.CommandLine.Logging;

namespace Temper.Exporter.Hosting;

/// <summary>Formats an event of the console log as one line; see <see cref="LogLine"/>.</summary>
internal sealed class LineFormatter(TimeProvider time, LogFormat format) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    ) => textWriter.WriteLine(LogLine.Of(logEntry, time.GetUtcNow(), format));
}
