namespace Temper.Emulator;

/// <summary>One opener's queue of reports, and its wait for them. All waiting is done on the given clock.</summary>
internal sealed class ReportQueue(TimeProvider time)
{
    private const int Length = 64; // HIDRAW_BUFFER_SIZE; the kernel drops what comes when it is full

    private readonly object _gate = new();
    private readonly Queue<(long Due, byte[] Bytes)> _reports = new();
    private bool _isWoken;

    /// <summary>Whether the opener waits for a report, or for the kernel.</summary>
    public bool IsWaiting { get; private set; }

    public void Receive(TimedReport report)
    {
        lock (_gate)
        {
            if (_reports.Count < Length || report.After > TimeSpan.Zero) // the device still has what is not due yet
            {
                var due = time.GetTimestamp() + (long)(report.After.TotalSeconds * time.TimestampFrequency);
                _reports.Enqueue((due, report.Bytes));
            }
        }

        Wake();
    }

    public void Wake()
    {
        // here, not in the woken thread: a test that moved the clock must not find the reader still waiting
        IsWaiting = false;
        lock (_gate)
        {
            _isWoken = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes the first report that is due.</summary>
    public byte[]? TakeDue()
    {
        lock (_gate)
        {
            return _reports.TryPeek(out var first) && first.Due <= time.GetTimestamp()
                ? _reports.Dequeue().Bytes
                : null;
        }
    }

    /// <summary>Waits until the condition holds or the time is up.</summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="isOver">The condition; it may throw.</param>
    /// <param name="onWait">Called each time the wait begins.</param>
    public void Wait(TimeSpan timeout, Func<bool> isOver, Action onWait)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            Volatile.Write(ref _isWoken, false);
            var left = timeout - time.GetElapsedTime(start);
            if (isOver() || left <= TimeSpan.Zero)
            {
                return;
            }

            var until = UntilNextDue() is { } due && due < left ? due : left;
            using var timer = time.CreateTimer(_ => Wake(), state: null, until, Timeout.InfiniteTimeSpan);
            IsWaiting = true;
            onWait();
            SleepUntilWoken();
        }
    }

    private void SleepUntilWoken()
    {
        lock (_gate)
        {
            while (!_isWoken)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    private TimeSpan? UntilNextDue()
    {
        lock (_gate)
        {
            return _reports.TryPeek(out var first) ? time.GetElapsedTime(time.GetTimestamp(), first.Due) : null;
        }
    }
}
