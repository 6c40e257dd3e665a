using System.Runtime.InteropServices;

namespace Temper.CommandLine;

/// <summary>
/// Handles SIGTERM and SIGINT: the first requests a clean stop, a second one ends the process at once. SIGHUP does not
/// end the process: operators send it to make a service reload, and systemd would take such an end for a clean one and
/// not restart the service.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // Never disposed: a signal that arrives while the program stops would use the disposed source, and the process
    // would end with SIGABRT.
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Action _hangUp = () => { };

    public StopSignals() =>
        _registrations = [
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

    private void HangUp(PosixSignalContext context)
    {
        context.Cancel = true;
        Volatile.Read(ref _hangUp)();
    }
}
