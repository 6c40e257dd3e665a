using Microsoft.Extensions.Logging;

namespace Temper.Devices.Sets;

/// <summary>
/// Logs the changes of one device, from its first read until it is unplugged: one line when it works, fails, fails for
/// another reason, or is unplugged, and one line per hour while it fails.
/// </summary>
internal sealed partial class DeviceLog(string portPath, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(1);

    private readonly object _gate = new();
    private State? _state;
    private bool _isUnplugged;

    public void Read(TemperDeviceInfo info, Reading reading)
    {
        var outOfRange = reading.OutOfRange;
        if (outOfRange.IsEmpty)
        {
            if (Changes(trouble: null))
            {
                LogWorks(logger, portPath, info.Version, info.Codec, info.Node);
            }
        }
        else if (
            Changes($"out of range {string.Join(' ', outOfRange.Select(value => (value.Sensor, value.Quantity)))}")
        )
        {
            var values = outOfRange.Select(value => $"{value.Sensor} {value.Quantity} 0x{value.Raw:x4}".TrimStart());
            LogOutOfRange(logger, portPath, string.Join(", ", values));
        }
    }

    public void Failed(TemperException error)
    {
        if (Changes(error.Reason.ToString()))
        {
            LogFails(logger, portPath, error.Message);
        }
    }

    /// <summary>Ends the log. The result of a read that is still pending is not logged.</summary>
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

    [LoggerMessage(LogLevel.Information, "device reading phy={Phy} firmware={Firmware} codec={Codec} node={Node}")]
    private static partial void LogWorks(ILogger logger, string phy, string firmware, string codec, string node);

    [LoggerMessage(LogLevel.Warning, "device failed phy={Phy} error={Error}")]
    private static partial void LogFails(ILogger logger, string phy, string error);

    [LoggerMessage(LogLevel.Warning, "device discarded out-of-range value phy={Phy} values={Values}")]
    private static partial void LogOutOfRange(ILogger logger, string phy, string values);

    [LoggerMessage(LogLevel.Information, "device unplugged phy={Phy}")]
    private static partial void LogUnplugged(ILogger logger, string phy);
}
