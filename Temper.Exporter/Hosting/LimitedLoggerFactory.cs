using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Limits how often events are logged that a client or an unhappy host can cause as often as it likes: the first of a
/// kind is logged at once, and then one line a minute says how many more there were.
/// </summary>
/// <param name="inner">Where lines go.</param>
/// <param name="time">The clock for the minute.</param>
/// <param name="isLimited">Whether a category is limited; the others pass unchanged.</param>
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

    /// <summary>Logs the counts that are still due, and disposes the inner factory.</summary>
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
