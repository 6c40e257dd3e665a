using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Temper.Devices.Errors;
using Temper.Devices.Readings;

namespace Temper.Devices;

/// <summary>
/// Logs what changed about sticks, not what stayed: one line when one works, fails, fails otherwise, or goes, and one an
/// hour while it fails; the same when they cannot be listed.
/// </summary>
internal sealed partial class StickLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);
    private string? _listError;

    public void Listed() => _listError = null;

    public void CannotList(TemperException error)
    {
        if (_listError != error.Message)
        {
            _listError = error.Message;
            LogCannotList(logger, error.Message);
        }
    }

    public void Read(TemperCandidate candidate, TemperDeviceInfo info, Reading reading)
    {
        var refused = reading.Refused;
        if (!refused.IsEmpty)
        {
            if (Changes(candidate, $"refused {string.Join(' ', refused.Select(value => (value.Sensor, value.Quantity)))}"))
            {
                LogRefused(logger, candidate.PortPath, string.Join(", ", refused.Select(value => $"{value.Sensor} {value.Quantity} {value.Raw:x4}".TrimStart())));
            }
        }
        else if (Changes(candidate, trouble: null))
        {
            LogWorks(logger, candidate.PortPath, info.Version, info.Codec, info.Node);
        }
    }

    public void Failed(TemperCandidate candidate, TemperException error)
    {
        if (Changes(candidate, error.Reason.ToString()))
        {
            LogFails(logger, candidate.PortPath, error.Message);
        }
    }

    public void Unplugged(string instance)
    {
        if (_states.TryRemove(instance, out var state))
        {
            LogUnplugged(logger, state.PortPath);
        }
    }

    private bool Changes(TemperCandidate candidate, string? trouble)
    {
        var instance = candidate.Interface.InstanceId;
        var isLogged = _states.TryGetValue(instance, out var state) && state.Trouble == trouble
            && (trouble is null || time.GetElapsedTime(state.LoggedAt) < Reminder);
        if (!isLogged)
        {
            _states[instance] = new(candidate.PortPath, trouble, time.GetTimestamp());
        }

        return !isLogged;
    }

    private readonly record struct State(string PortPath, string? Trouble, long LoggedAt);

    [LoggerMessage(LogLevel.Information, "stick {Phy} is read: {Version}, decoded as {Codec}, {Node}")]
    private static partial void LogWorks(ILogger logger, string phy, string version, string codec, string node);

    [LoggerMessage(LogLevel.Warning, "stick {Phy} gives no reading: {Message}")]
    private static partial void LogFails(ILogger logger, string phy, string message);

    [LoggerMessage(LogLevel.Warning, "stick {Phy} gives what its sensor cannot measure, which is left out: {Values}")]
    private static partial void LogRefused(ILogger logger, string phy, string values);

    [LoggerMessage(LogLevel.Warning, "sticks cannot be listed: {Message}")]
    private static partial void LogCannotList(ILogger logger, string message);

    [LoggerMessage(LogLevel.Information, "stick {Phy} was unplugged")]
    private static partial void LogUnplugged(ILogger logger, string phy);
}
