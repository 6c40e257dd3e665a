using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temper.CommandLine.Logging;

namespace Temper.Mqtt;

/// <summary>Writes each event from level information on as one line, in the format of temper-exporter.</summary>
internal sealed class LineLoggerFactory(TextWriter error, TimeProvider time) : ILoggerFactory
{
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose() { }

    private sealed class LineLogger(LineLoggerFactory factory, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var entry = new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter);
            lock (factory._gate)
            {
                factory.Write(LogLine.Of(entry, factory.Now, LogFormat.Logfmt));
            }
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private void Write(string line) => error.WriteLine(line);
}
