using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Temper.Devices.Transport;

namespace Temper.Devices.HidSharp.Adapter;

/// <summary>An open data interface. Reports have their id, 0, in front here, and nowhere else.</summary>
[SuppressMessage(
    "ApiDesign",
    "RS0030:Do not use banned APIs",
    Justification = "The library waits for reports on the real clock."
)]
internal sealed class LibraryConnection(IHidLibraryStream stream, NodeLock nodeLock, LibraryErrors errors, Action close)
    : ITransportConnection
{
    private const byte NoReportId = 0;
    private const int Timeout = 0; // what is read when nothing came in time

    // Devices take a query within some ms. The kernel waits 5 s for one that does not, and the library for the kernel.
    private const int WriteTimeoutMs = 1000;

    // The library collects reports without an end on Linux, and the newest 512 elsewhere.
    private const int MaxStaleReports = 4096;

    private const int LockRetryMs = 10;

    private readonly byte[] _input = new byte[PlugRegister.DeviceReportLength];
    private bool _mayHoldMore = true;
    private bool _disposed;

    public bool TryLock(TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var start = Stopwatch.GetTimestamp();
        while (!Try(nodeLock.TryTake, "lock"))
        {
            if (Stopwatch.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            // Reports that come meanwhile answer the other program: waiting for them
            // doubles as the pause between tries.
            Try(() => Receive(LockRetryMs), "read from");
        }

        return true;
    }

    public void Unlock()
    {
        if (!_disposed)
        {
            nodeLock.Release();
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (1 + bytes.Length != PlugRegister.DeviceReportLength)
        {
            throw new TemperConnectionException(
                $"{errors.Node} takes reports of {PlugRegister.DeviceReportLength - 1} bytes, not {bytes.Length}"
            );
        }

        byte[] withId = [NoReportId, .. bytes];
        Try(
            () =>
            {
                DropStale();
                stream.Write(withId, WriteTimeoutMs);
                return true;
            },
            "write to"
        );
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var timeoutMs = (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 0, int.MaxValue);
        var length = Try(() => Receive(timeoutMs), "read from");
        if (length == Timeout)
        {
            return 0;
        }

        var payload = _input.AsSpan(1, length - 1);
        payload = payload[..Math.Min(payload.Length, buffer.Length)];
        payload.CopyTo(buffer);
        return payload.Length;
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            nodeLock.Release();
            close();
        }
    }

    // The caller has emptied a queue of the kernel's length. An empty one costs an exception, so it is not read twice.
    private void DropStale()
    {
        for (var count = 0; count < MaxStaleReports && _mayHoldMore; count++)
        {
            Receive(timeoutMs: 0);
        }
    }

    private int Receive(int timeoutMs)
    {
        try
        {
            _mayHoldMore = true;
            return stream.Read(_input, timeoutMs);
        }
        catch (TimeoutException)
        {
            _mayHoldMore = false;
            return Timeout;
        }
    }

    private T Try<T>(Func<T> action, string doing)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is not TemperException)
        {
            // A query that was not taken stays in the library's queue, before all later ones.
            Dispose();
            throw errors.Of(e, doing);
        }
    }
}
