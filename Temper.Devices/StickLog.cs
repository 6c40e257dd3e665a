using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Temper.Devices.Errors;

namespace Temper.Devices;

/// <summary>
/// Logs what changed about sticks, not what stayed: one line when one works, fails, fails otherwise, or goes, and one an
/// hour while it fails.
/// </summary>
internal sealed partial class StickLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);

    public void Read(TemperCandidate candidate, TemperDeviceInfo info)
    {
        if (Changes(candidate, error: null))
        {
            LogWorks(logger, candidate.PortPath, info.Version, info.Codec, info.Node);
        }
    }

    public void Failed(TemperCandidate candidate, TemperException error)
    {
        if (Changes(candidate, error.Reason))
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

    private bool Changes(TemperCandidate candidate, TemperErrorReason? error)
    {
        var instance = candidate.Interface.InstanceId;
        var isLogged = _states.TryGetValue(instance, out var state) && state.Error == error
            && (error is null || time.GetElapsedTime(state.LoggedAt) < Reminder);
        if (!isLogged)
        {
            _states[instance] = new(candidate.PortPath, error, time.GetTimestamp());
        }

        return !isLogged;
    }

    private readonly record struct State(string PortPath, TemperErrorReason? Error, long LoggedAt);

    [LoggerMessage(LogLevel.Information, "stick {Phy} is read: {Version}, decoded as {Codec}, {Node}")]
    private static partial void LogWorks(ILogger logger, string phy, string version, string codec, string node);

    [LoggerMessage(LogLevel.Warning, "stick {Phy} gives no reading: {Message}")]
    private static partial void LogFails(ILogger logger, string phy, string message);

    [LoggerMessage(LogLevel.Information, "stick {Phy} was unplugged")]
    private static partial void LogUnplugged(ILogger logger, string phy);
}
