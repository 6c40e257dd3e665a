using System.Runtime.InteropServices;

namespace Temper.CommandLine;

/// <summary>
/// Handles SIGTERM and SIGINT: the first requests a clean stop, a second one ends the process at once. SIGHUP does not
/// end the process: operators send it to make a service reload, and systemd would take such an end for a clean one and
/// not restart the service. Windows has four of these events: Ctrl-C, Ctrl-Break, a closed console, which .NET calls
/// SIGHUP, and a shutdown, SIGTERM. All request a clean stop.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // Never disposed: a signal that arrives while the program stops would use the disposed source, and the process
    // would end with SIGABRT.
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Action _hangUp = () => { };
    private volatile bool _isEnding;

    public StopSignals() =>
        _registrations = OperatingSystem.IsWindows()
            ?
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
                PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop),
                PosixSignalRegistration.Create(PosixSignal.SIGHUP, StopAndStay),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopAndStay),
            ]
            :
            [
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
                PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
                PosixSignalRegistration.Create(PosixSignal.SIGHUP, HangUp),
            ];

    /// <summary>Cancelled when a stop is requested.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Requests a clean stop, as the first signal does.</summary>
    // Asynchronous, because callbacks of the token must neither run nor throw on the runtime's signal thread.
    public void RequestStop() => _stop.CancelAsync();

    /// <summary>Sets the action that runs at each SIGHUP from now on.</summary>
    public void OnHangUp(Action action) => Volatile.Write(ref _hangUp, action);

    public void Dispose()
    {
        if (_isEnding)
        {
            return; // Windows waits for StopAndStay before it removes a handler
        }

        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested; // if not cancelled, the signal has its default effect
        RequestStop();
    }

    // When this handler returns, Windows ends the process at once, so it does not return: the process ends when Main
    // returns. If that takes longer than 5 s, Windows ends the process all the same.
    private void StopAndStay(PosixSignalContext context)
    {
        _isEnding = true;
        Stop(context);
        Thread.Sleep(Timeout.Infinite);
    }

    private void HangUp(PosixSignalContext context)
    {
        context.Cancel = true;
        Volatile.Read(ref _hangUp)();
    }
}
