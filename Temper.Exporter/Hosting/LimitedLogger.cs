using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Logs the first event of a kind, counts further ones for a minute, and then logs their number.
/// </summary>
internal sealed partial class LimitedLogger(ILogger inner, TimeProvider time) : ILogger, IDisposable
{
    /// <summary>The time for which events of a kind are counted before their number is logged.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    // Bounded by the number of message templates in the code.
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

    /// <summary>Logs the remaining counts.</summary>
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

    // Runs on a timer's thread, where an exception would end the process.
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
            // Losing a line of the log is better than losing the service.
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

    [LoggerMessage("similar messages suppressed in the last minute count={Count} last={Last}")]
    private static partial void LogMore(ILogger logger, LogLevel level, long count, string last);
}
