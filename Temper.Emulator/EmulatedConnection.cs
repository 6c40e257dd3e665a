using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>An open data interface of a stick in this process. All waiting is done on the backend's clock.</summary>
internal sealed class EmulatedConnection(PluggedStick plugged, EmulatedHidBackend backend) : IHidConnection
{
    private const int QueueLength = 64; // HIDRAW_BUFFER_SIZE; the kernel drops what comes when it is full
    private const int TimedOut = 110; // ETIMEDOUT
    private const int BrokenPipe = 32; // EPIPE

    // How long the kernel waits for a SET_REPORT: USB_CTRL_SET_TIMEOUT.
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly Queue<(long Due, byte[] Bytes)> _queue = new();
    private readonly ManualResetEventSlim _wake = new();

    public bool IsWaiting { get; private set; }

    public bool TryLock() => plugged.TryLock(this);

    public void Unlock() => plugged.Unlock(this);

    public void Write(ReadOnlySpan<byte> report)
    {
        ThrowIfGone();
        var answer = plugged.Stick.Answer(report);
        switch (answer.Outcome)
        {
            case WriteOutcome.Stalled:
                throw new TemperConnectionException($"{Node} refused the query (stall): replug the stick", BrokenPipe);
            case WriteOutcome.NeverCompletes:
                Wait(WriteTimeout, () => false);
                throw new TemperConnectionException($"{Node} did not take the query: replug the stick", TimedOut);
            case WriteOutcome.Unplugs:
                backend.Unplug(plugged.Stick);
                ThrowIfGone();
                break;
            default:
                plugged.Deliver(answer.Reports.Where(Arrives));
                break;
        }

        if (answer.UnplugsAfterwards)
        {
            backend.Unplug(plugged.Stick);
        }
    }

    public int Read(Span<byte> report, TimeSpan timeout)
    {
        byte[]? bytes = null;
        Wait(timeout, () => (bytes = TakeDue()) is not null);
        bytes?.AsSpan(0, Math.Min(bytes.Length, report.Length)).CopyTo(report);
        return bytes is null ? 0 : Math.Min(bytes.Length, report.Length);
    }

    public void Receive(TimedReport report)
    {
        lock (_gate)
        {
            if (_queue.Count < QueueLength || report.After > TimeSpan.Zero) // the stick still has what is not due yet
            {
                var due = plugged.Time.GetTimestamp() + (long)(report.After.TotalSeconds * plugged.Time.TimestampFrequency);
                _queue.Enqueue((due, report.Bytes));
            }
        }

        Wake();
    }

    public void Wake()
    {
        IsWaiting = false; // here, not in the woken thread: who moved the clock must not find the reader still waiting
        _wake.Set();
    }

    public void Dispose() => plugged.Close(this);

    private string Node => plugged.Data.Node;

    private bool Arrives(TimedReport report) => backend.DeliversShortReports || report.Bytes.Length == Queries.ReportLength;

    /// <summary>Waits until the condition holds or the time is up; an unplugged stick ends it with an error.</summary>
    private void Wait(TimeSpan timeout, Func<bool> isOver)
    {
        var start = plugged.Time.GetTimestamp();
        while (true)
        {
            _wake.Reset();
            ThrowIfGone();
            var left = timeout - plugged.Time.GetElapsedTime(start);
            if (isOver() || left <= TimeSpan.Zero)
            {
                return;
            }

            var until = UntilNextDue() is { } due && due < left ? due : left;
            using var timer = plugged.Time.CreateTimer(_ => Wake(), state: null, until, Timeout.InfiniteTimeSpan);
            IsWaiting = true;
            plugged.SignalReader();
            _wake.Wait();
        }
    }

    private byte[]? TakeDue()
    {
        lock (_gate)
        {
            return _queue.TryPeek(out var first) && first.Due <= plugged.Time.GetTimestamp() ? _queue.Dequeue().Bytes : null;
        }
    }

    private TimeSpan? UntilNextDue()
    {
        lock (_gate)
        {
            return _queue.TryPeek(out var first) ? plugged.Time.GetElapsedTime(plugged.Time.GetTimestamp(), first.Due) : null;
        }
    }

    private void ThrowIfGone()
    {
        if (plugged.IsGone)
        {
            throw new TemperDeviceGoneException($"{Node} is gone: the stick was unplugged", errno: 19);
        }
    }
}
