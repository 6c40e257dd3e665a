using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Limits the log of events that a client or a faulty host can cause at any rate: the first event of a kind is logged
/// at once, and then one line per minute counts the others.
/// </summary>
/// <param name="inner">Writes the lines.</param>
/// <param name="time">The clock for the minute.</param>
/// <param name="isLimited">Returns whether a category is limited; the others pass unchanged.</param>
internal sealed class LimitedLoggerFactory(ILoggerFactory inner, TimeProvider time, Func<string, bool> isLimited)
    : ILoggerFactory
{
    private readonly Lock _gate = new();
    private readonly List<LimitedLogger> _limited = [];

    public ILogger CreateLogger(string categoryName)
    {
        var logger = inner.CreateLogger(categoryName);
        if (!isLimited(categoryName))
        {
            return logger;
        }

        var limited = new LimitedLogger(logger, time);
        lock (_gate)
        {
            _limited.Add(limited);
        }

        return limited;
    }

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>Logs the remaining counts, and disposes the inner factory.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _limited.ForEach(logger => logger.Dispose());
            _limited.Clear();
        }

        inner.Dispose();
    }
}
