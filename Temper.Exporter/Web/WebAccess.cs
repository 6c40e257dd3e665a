using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Web;

/// <summary>Which clients may connect, and how, by the file of <c>--web.config.file</c>.</summary>
internal sealed class WebAccess
{
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PasswordQueue _queue = new();
    private volatile WebPolicy _policy;

    /// <param name="path">The file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets events that clients can cause.</param>
    /// <exception cref="FormatException">A file is unreadable or invalid; the message is one line.</exception>
    public WebAccess(string path, TimeProvider time, ILogger logger)
    {
        (_path, _time, _logger) = (path, time, logger);
        _policy = Load();
    }

    /// <summary>The connections of the program to itself.</summary>
    public OwnProbes Probes { get; } = new();

    /// <summary>What holds for clients that connect now.</summary>
    public WebPolicy Policy
    {
        get => _policy;
        set
        {
            var previous = _policy;
            _policy = value;
            previous.OnReplaced();
        }
    }

    /// <summary>Reads the file again, without using it yet.</summary>
    /// <exception cref="FormatException">A file is unreadable or invalid; the message is one line.</exception>
    public WebPolicy Load() => WebPolicy.Load(_path, _queue, _time, _logger);
}
