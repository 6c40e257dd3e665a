using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Logs the first event of a kind, counts those of the following minute, and logs their number at its end.
/// </summary>
internal sealed partial class LimitedLogger(ILogger inner, TimeProvider time) : ILogger, IDisposable
{
    /// <summary>How long events of a kind are counted before their number is logged.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    // As many as the code has templates.
    private readonly Dictionary<(LogLevel Level, int Id, string? Name), Kind> _kinds = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel) && IsFirst(logLevel, eventId, () => formatter(state, exception)))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    /// <summary>Logs the counts that are still due.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var kind in _kinds.Values)
            {
                kind.Timer.Dispose();
                Report(kind.Level, kind.Suppressed, kind.LastMessage);
            }

            _kinds.Clear();
        }
    }

    private bool IsFirst(LogLevel level, EventId id, Func<string> message)
    {
        lock (_gate)
        {
            var key = (level, id.Id, id.Name);
            if (_kinds.TryGetValue(key, out var kind))
            {
                kind.Suppressed++;
                kind.LastMessage = message();
                return false;
            }

            _kinds.Add(key, new Kind(level, time.CreateTimer(_ => EndPeriod(key), state: null, Period, Period)));
            return true;
        }
    }

    // On a timer's thread, where an exception would end the process.
    private void EndPeriod((LogLevel Level, int Id, string? Name) key)
    {
        try
        {
            Kind? kind;
            long suppressed;
            lock (_gate)
            {
                if (!_kinds.TryGetValue(key, out kind))
                {
                    return;
                }

                (suppressed, kind.Suppressed) = (kind.Suppressed, 0);
                if (suppressed == 0)
                {
                    _kinds.Remove(key);
                    kind.Timer.Dispose();
                }
            }

            Report(kind.Level, suppressed, kind.LastMessage);
        }
        catch (Exception)
        {
            // A log that cannot be written to costs a line, not the service.
        }
    }

    private void Report(LogLevel level, long suppressed, string message)
    {
        if (suppressed > 0)
        {
            LogMore(inner, level, suppressed, message);
        }
    }

    private sealed class Kind(LogLevel level, ITimer timer)
    {
        public LogLevel Level => level;

        public ITimer Timer => timer;

        public long Suppressed { get; set; }

        public string LastMessage { get; set; } = "";
    }

    [LoggerMessage("{Count} more in the last minute, such as: {Message}")]
    private static partial void LogMore(ILogger logger, LogLevel level, long count, string message);
}
