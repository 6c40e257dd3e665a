using System.Runtime.InteropServices;

namespace Temper.Exporter.Hosting;

/// <summary>
/// SIGTERM and SIGINT: the first asks for a clean end, a second one ends the process at once. SIGHUP ends
/// nothing: operators send it to have a service reload, and systemd would take an end by it for a clean
/// one and not restart the service.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // Not disposed: a signal that arrives while the program ends would find it disposed,
    // and end the process with SIGABRT.
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Action _hangUp = () => { };

    public StopSignals() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, HangUp),
        ];

    public CancellationToken Token => _stop.Token;

    /// <summary>Asks for the end, as the first signal does.</summary>
    // Callbacks of the token must not run, nor throw, on the runtime's signal thread.
    public void RequestStop() => _stop.CancelAsync();

    /// <summary>Runs an action at each SIGHUP from now on.</summary>
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
        context.Cancel = !_stop.IsCancellationRequested; // not cancelled, the signal does what it does by itself
        RequestStop();
    }

    private void HangUp(PosixSignalContext context)
    {
        context.Cancel = true;
        Volatile.Read(ref _hangUp)();
    }
}
