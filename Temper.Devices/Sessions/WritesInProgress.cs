namespace Temper.Devices.Sessions;

/// <summary>
/// The writes in progress over one transport. A device that does not accept a query keeps the kernel's list of nodes
/// locked for up to 5 s. A program that opens or closes any node then waits for the lock, and queries to other devices
/// wait behind it. Therefore this process opens and closes no node while one of its own writes hangs.
/// </summary>
internal sealed class WritesInProgress
{
    // A device takes a query within some 10 ms.
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly Dictionary<object, Func<TimeSpan>> _writes = [];

    /// <summary>Whether any write is in progress, hanging or not.</summary>
    public bool Any
    {
        get
        {
            lock (_gate)
            {
                return _writes.Count > 0;
            }
        }
    }

    /// <summary>Notes that a connection begins to write.</summary>
    public void Begin(object connection, TimeProvider time)
    {
        var start = time.GetTimestamp();
        lock (_gate)
        {
            _writes[connection] = () => time.GetElapsedTime(start);
        }
    }

    /// <summary>Notes that a connection's write has ended.</summary>
    public void End(object connection)
    {
        lock (_gate)
        {
            _writes.Remove(connection);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Blocks while a write takes longer than a device needs; the kernel ends it after 5 s.</summary>
    public void WaitUntilNoneHangs()
    {
        lock (_gate)
        {
            while (_writes.Values.Any(elapsed => elapsed() > Usual))
            {
                Monitor.Wait(_gate);
            }
        }
    }
}
