using Microsoft.Extensions.Logging;

namespace Temper.Devices.Sets;

/// <summary>
/// Logs what changed about one device, from its first read to its unplugging, rather than what stayed: one line when it
/// works, fails, fails otherwise, or is unplugged, and one an hour while it fails.
/// </summary>
internal sealed partial class DeviceLog(string portPath, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(1);

    private readonly object _gate = new();
    private State? _state;
    private bool _isUnplugged;

    public void Read(TemperDeviceInfo info, Reading reading)
    {
        var refused = reading.OutOfRange;
        if (refused.IsEmpty)
        {
            if (Changes(trouble: null))
            {
                LogWorks(logger, portPath, info.Version, info.Codec, info.Node);
            }
        }
        else if (Changes($"out of range {string.Join(' ', refused.Select(value => (value.Sensor, value.Quantity)))}"))
        {
            var values = refused.Select(value => $"{value.Sensor} {value.Quantity} {value.Raw:x4}".TrimStart());
            LogRefused(logger, portPath, string.Join(", ", values));
        }
    }

    public void Failed(TemperException error)
    {
        if (Changes(error.Reason.ToString()))
        {
            LogFails(logger, portPath, error.Message);
        }
    }

    /// <summary>Ends the log: what a read that is still in flight says of an unplugged device is not logged.</summary>
    public void Unplugged()
    {
        bool wasRead;
        lock (_gate)
        {
            _isUnplugged = true;
            wasRead = _state is not null;
        }

        if (wasRead)
        {
            LogUnplugged(logger, portPath);
        }
    }

    private bool Changes(string? trouble)
    {
        lock (_gate)
        {
            var isLogged =
                _state is { } state
                && state.Trouble == trouble
                && (trouble is null || time.GetElapsedTime(state.LoggedAt) < Reminder);
            if (!isLogged && !_isUnplugged)
            {
                _state = new State(trouble, time.GetTimestamp());
            }

            return !isLogged && !_isUnplugged;
        }
    }

    private sealed record State(string? Trouble, long LoggedAt);

    [LoggerMessage(LogLevel.Information, "stick {Phy} is read: {Version}, decoded as {Codec}, {Node}")]
    private static partial void LogWorks(ILogger logger, string phy, string version, string codec, string node);

    [LoggerMessage(LogLevel.Warning, "stick {Phy} gives no reading: {Message}")]
    private static partial void LogFails(ILogger logger, string phy, string message);

    [LoggerMessage(LogLevel.Warning, "stick {Phy} gives what its sensor cannot measure, which is left out: {Values}")]
    private static partial void LogRefused(ILogger logger, string phy, string values);

    [LoggerMessage(LogLevel.Information, "stick {Phy} was unplugged")]
    private static partial void LogUnplugged(ILogger logger, string phy);
}
