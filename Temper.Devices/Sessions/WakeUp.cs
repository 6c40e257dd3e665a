namespace Temper.Devices.Sessions;

/// <summary>Wakes the one thread that waits for it. A signal that comes before the wait is kept.</summary>
internal abstract class WakeUp : IDisposable
{
    /// <summary>Creates the fastest one that this system has.</summary>
    public static WakeUp Create() =>
        OperatingSystem.IsLinux() && EventFd.TryCreate() is { } eventFd ? eventFd : new Portable();

    /// <summary>Wakes the thread.</summary>
    public abstract void Signal();

    /// <summary>Waits for a signal. May also return without one.</summary>
    public abstract void Wait();

    public abstract void Dispose();

    /// <summary>For other systems, and for a process that has no descriptor left.</summary>
    internal sealed class Portable : WakeUp
    {
        private readonly SemaphoreSlim _signals = new(0);

        public override void Signal() => _signals.Release();

        public override void Wait() => _signals.Wait();

        public override void Dispose() => _signals.Dispose();
    }
}
