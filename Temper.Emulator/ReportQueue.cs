namespace Temper.Emulator;

/// <summary>The queue of reports of one opener, which can wait for them. The given clock measures all waits.</summary>
internal sealed class ReportQueue(TimeProvider time)
{
    private const int Length = 64; // HIDRAW_BUFFER_SIZE; the kernel drops reports while the buffer is full

    private readonly object _gate = new();
    private readonly Queue<(long Due, byte[] Bytes)> _reports = new();
    private bool _isWoken;

    /// <summary>Whether the opener waits for a report, or for a write to complete.</summary>
    public bool IsWaiting { get; private set; }

    public void Receive(TimedReport report)
    {
        lock (_gate)
        {
            // A report that is not due yet is still in the device.
            if (_reports.Count < Length || report.After > TimeSpan.Zero)
            {
                var due = time.GetTimestamp() + (long)(report.After.TotalSeconds * time.TimestampFrequency);
                _reports.Enqueue((due, report.Bytes));
            }
        }

        Wake();
    }

    public void Wake()
    {
        // Reset here rather than in the woken thread, so that a test that advanced the clock sees the reader busy.
        IsWaiting = false;
        lock (_gate)
        {
            _isWoken = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Removes and returns the first report if it is due.</summary>
    public byte[]? TakeDue()
    {
        lock (_gate)
        {
            return _reports.TryPeek(out var first) && first.Due <= time.GetTimestamp()
                ? _reports.Dequeue().Bytes
                : null;
        }
    }

    /// <summary>Waits until a condition holds or the timeout has passed.</summary>
    /// <param name="timeout">The longest time to wait.</param>
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
