using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Temper.Exporter.Web;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Notifies systemd that the program serves, still serves, and stops. The protocol is that of sd_notify(3) and
/// sd_watchdog_enabled(3): datagrams of text to a socket that an environment variable names. Without the variable, no
/// notification is sent.
/// </summary>
internal sealed partial class ServiceManager(Func<string, string?> variable, ILogger logger, TimeProvider time)
{
    private readonly string? _socket = variable("NOTIFY_SOCKET");

    /// <summary>The time after which systemd restarts a program that sends no sign of life, if it does.</summary>
    private readonly TimeSpan? _timeout = WatchdogOf(variable);

    /// <summary>
    /// Notifies systemd that all listeners serve, and keeps its watchdog satisfied until the token is cancelled. A sign
    /// of life is sent after the server answered a request, so a server that hangs sends none. A device that hangs
    /// makes no difference.
    /// </summary>
    /// <param name="listeners">The sockets that the server listens on.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="known">Shows the server which connections are those of probes.</param>
    public async Task ReportAsync(IReadOnlyList<Socket> listeners, CancellationToken stop, OwnProbes? known = null)
    {
        Notify("READY=1");
        if (_socket is not null && _timeout is { } timeout)
        {
            await KeepAliveAsync([.. listeners.Select(listener => HealthProbe.Of(listener, known))], timeout, stop);
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
            var isServing = await AnswersAsync(probes, timeout / 4, stop);
            if (isServing)
            {
                Notify("WATCHDOG=1");
            }

            // sd_watchdog_enabled(3) recommends half the timeout. After a failure the server is asked again earlier,
            // because the cause may be temporary, such as too many connections.
            await Task.Delay(isServing ? timeout / 2 : timeout / 8, time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> AnswersAsync(IReadOnlyList<HealthProbe> probes, TimeSpan timeout, CancellationToken stop)
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
        catch (Exception e) // whatever the error is, a lost notification must not stop the program
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

    [LoggerMessage(LogLevel.Warning, "cannot notify the service manager state={State} error={Error}")]
    private partial void LogNotNotified(string state, string error);

    [LoggerMessage(
        LogLevel.Warning,
        "own server does not answer; the service manager restarts the program if this persists error={Error}"
    )]
    private partial void LogNoAnswer(string error);
}
