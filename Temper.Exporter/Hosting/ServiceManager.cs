using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Tells systemd that we serve, still serve, and stop: sd_notify(3) and sd_watchdog_enabled(3), which are datagrams of
/// text to a socket that the environment names. Without those variables there is nobody to tell, and nothing happens.
/// </summary>
internal sealed partial class ServiceManager(Func<string, string?> variable, ILogger logger, TimeProvider time)
{
    private readonly string? _socket = variable("NOTIFY_SOCKET");

    /// <summary>How long systemd waits for a sign of life before it restarts us; none when it does not wait.</summary>
    private readonly TimeSpan? _timeout = WatchdogOf(variable);

    /// <summary>
    /// Announces that all listeners serve, and that they go on doing so, until the token is cancelled. The sign of life
    /// is an answer of our own server, so a server that hangs gives none; a hung device is none of its business.
    /// </summary>
    public async Task ReportAsync(IReadOnlyList<Socket> listeners, CancellationToken stop)
    {
        Notify("READY=1");
        if (_socket is not null && _timeout is { } timeout)
        {
            await KeepAliveAsync([.. listeners.Select(HealthProbe.Of)], timeout, stop);
        }
        else
        {
            await stop.WhenCancelled();
        }

        Notify("STOPPING=1");
    }

    private async Task KeepAliveAsync(IReadOnlyList<HealthProbe> probes, TimeSpan timeout, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var isServing = await AnswerAsync(probes, timeout / 4, stop);
            if (isServing)
            {
                Notify("WATCHDOG=1");
            }

            // Half is what sd_watchdog_enabled(3) advises. No answer may be bad luck, such as all connections taken.
            await Task.Delay(isServing ? timeout / 2 : timeout / 8, time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> AnswerAsync(IReadOnlyList<HealthProbe> probes, TimeSpan timeout, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        var faults = await Task.WhenAll(probes.Select(probe => probe.FaultAsync(either.Token)));
        if (faults.FirstOrDefault(fault => fault is not null) is not { } found)
        {
            return true;
        }

        if (!stop.IsCancellationRequested)
        {
            LogNoAnswer(found);
        }

        return false;
    }

    private void Notify(string state)
    {
        if (_socket is not (['/' or '@', _, ..] and var address))
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address));
            socket.Send(Encoding.ASCII.GetBytes(state));
        }
        catch (Exception e) // whatever it is, a message that was not delivered is no reason to end
        {
            LogNotNotified(state, e.Message);
        }
    }

    private static TimeSpan? WatchdogOf(Func<string, string?> variable)
    {
        var ours = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var wait = variable("WATCHDOG_USEC");
        return
            (variable("WATCHDOG_PID") ?? ours) == ours
            && long.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds > 0
            ? TimeSpan.FromMicroseconds(Math.Min(microseconds, TimeSpan.MicrosecondsPerDay))
            : null;
    }

    [LoggerMessage(LogLevel.Warning, "cannot tell the service manager {State}: {Problem}")]
    private partial void LogNotNotified(string state, string problem);

    [LoggerMessage(
        LogLevel.Warning,
        "no answer from this program's own {Fault}: the service manager restarts it unless that changes"
    )]
    private partial void LogNoAnswer(string fault);
}
