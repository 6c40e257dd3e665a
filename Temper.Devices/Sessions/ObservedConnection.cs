using System.Runtime.CompilerServices;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// A connection that knows whether anything came over it, and shows the writes in progress over its transport.
/// </summary>
internal sealed class ObservedConnection(TemperCandidate candidate) : ITransportConnection
{
    private static readonly ConditionalWeakTable<ITransport, StrongBox<int>> WritesInProgress = [];

    private readonly ITransportConnection _inner = candidate.Open();
    private readonly StrongBox<int> _writes = WritesOver(candidate);

    /// <summary>How many bytes came.</summary>
    public long Received { get; private set; }

    /// <summary>
    /// Whether a write over the candidate's transport is in progress. A device that does not take a query holds the
    /// kernel's list of nodes for up to 5 s, and opening or closing any node would wait for it and hold up all others.
    /// </summary>
    public static bool IsWriteInProgress(TemperCandidate candidate) =>
        Volatile.Read(ref WritesOver(candidate).Value) > 0;

    public bool TryLock(TimeSpan timeout) => _inner.TryLock(timeout);

    public void Unlock() => _inner.Unlock();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Interlocked.Increment(ref _writes.Value);
        try
        {
            _inner.Write(bytes);
        }
        finally
        {
            Interlocked.Decrement(ref _writes.Value);
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var length = _inner.Read(buffer, timeout);
        Received += length;
        return length;
    }

    public void Dispose() => _inner.Dispose();

    private static StrongBox<int> WritesOver(TemperCandidate candidate) =>
        candidate.Transport is { } transport ? WritesInProgress.GetValue(transport, _ => new()) : new();
}
