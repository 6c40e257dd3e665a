using System.Runtime.CompilerServices;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// A connection that knows whether anything came over it and whether the device takes queries, and that is opened and
/// closed only while no write over its transport hangs (docs/adr/0012).
/// </summary>
internal sealed class ObservedConnection : ITransportConnection
{
    private static readonly ConditionalWeakTable<ITransport, WritesInProgress> ByTransport = [];

    // The kernel gives a device 5 s to take a query. Other failures come at once.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly WritesInProgress _writes;
    private readonly ITransportConnection _inner;

    public ObservedConnection(TemperCandidate candidate, TimeProvider time)
    {
        _time = time;
        _writes = WritesOver(candidate);
        _writes.WaitUntilNoneHangs();
        _inner = candidate.Open();
    }

    /// <summary>How many bytes came.</summary>
    public long Received { get; private set; }

    /// <summary>Whether the device did not take the last query until the kernel gave it up.</summary>
    public bool LastWriteHung { get; private set; }

    /// <summary>Whether a write over the candidate's transport is in progress.</summary>
    public static bool IsWriteInProgress(TemperCandidate candidate) => WritesOver(candidate).Any;

    public bool TryLock(TimeSpan timeout) => _inner.TryLock(timeout);

    public void Unlock() => _inner.Unlock();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var start = _time.GetTimestamp();
        _writes.Begin(this, _time);
        try
        {
            _inner.Write(bytes);
            LastWriteHung = false; // one that waited behind another device's took long too
        }
        catch (TemperConnectionException) when (_time.GetElapsedTime(start) >= Hang)
        {
            LastWriteHung = true;
            throw;
        }
        finally
        {
            _writes.End(this);
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var length = _inner.Read(buffer, timeout);
        Received += length;
        return length;
    }

    public void Dispose()
    {
        _writes.WaitUntilNoneHangs();
        _inner.Dispose();
    }

    private static WritesInProgress WritesOver(TemperCandidate candidate) =>
        candidate.Transport is { } transport ? ByTransport.GetValue(transport, _ => new()) : new();
}
