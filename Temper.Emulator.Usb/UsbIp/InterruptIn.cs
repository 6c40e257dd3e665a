namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// An interrupt IN endpoint, where transfers wait for reports, and reports for transfers. No method blocks, so any
/// thread can submit a transfer or deliver a report.
/// </summary>
internal sealed class InterruptIn : IDisposable
{
    private const int MaxReports = 256; // further reports are lost, as in a device whose buffer is full

    private readonly object _gate = new();
    private readonly List<PendingTransfer> _transfers = [];
    private readonly Queue<(long Due, byte[]? Bytes)> _reports = new(); // null: the device is unplugged
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly Action<byte[]> _send;
    private readonly Action _unplug;
    private readonly long _start;
    private readonly ITimer _timer;
    private double _lastSlot = -1;

    /// <summary>Creates the endpoint.</summary>
    /// <param name="time">The clock for the time when reports are ready.</param>
    /// <param name="interval">The interval at which the kernel polls for one report; zero for no delay.</param>
    /// <param name="send">Sends a message; must not block.</param>
    /// <param name="unplug">Ends the connection; must not block.</param>
    public InterruptIn(TimeProvider time, TimeSpan interval, Action<byte[]> send, Action unplug)
    {
        _time = time;
        _interval = interval;
        _send = send;
        _unplug = unplug;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Pump(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The number of pending transfers.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _transfers.Count;
            }
        }
    }

    public void Submit(uint sequence, uint room)
    {
        lock (_gate)
        {
            _transfers.Add(new PendingTransfer(sequence, room, _time.GetTimestamp()));
        }

        Pump();
    }

    /// <summary>Cancels a transfer; returns false if it has completed already.</summary>
    public bool Unlink(uint sequence)
    {
        lock (_gate)
        {
            return _transfers.RemoveAll(transfer => transfer.Sequence == sequence) > 0;
        }
    }

    /// <summary>Queues the reports that follow a query.</summary>
    public void Deliver(DeviceAnswer answer)
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            var due = now;
            foreach (var report in answer.Reports)
            {
                due = now + ToTicks(report.After);
                if (_reports.Count < MaxReports)
                {
                    _reports.Enqueue((due, report.Bytes));
                }
            }

            if (answer.UnplugsAfterwards)
            {
                _reports.Enqueue((due, null));
            }
        }

        Pump();
    }

    public void Dispose() => _timer.Dispose();

    private void Pump()
    {
        lock (_gate)
        {
            while (_reports.TryPeek(out var report) && (_transfers.Count > 0 || report.Bytes is null))
            {
                var now = _time.GetTimestamp();
                var ready = report.Bytes is null ? report.Due : NextPoll(Math.Max(report.Due, _transfers[0].Since));
                if (ready > now)
                {
                    // Rounded up, because a system timer drops fractions of a millisecond and would fire too early.
                    _timer.Change(
                        TimeSpan.FromMilliseconds(Math.Ceiling(_time.GetElapsedTime(now, ready).TotalMilliseconds)),
                        Timeout.InfiniteTimeSpan
                    );
                    return;
                }

                _reports.Dequeue();
                Complete(report.Bytes, now);
            }
        }
    }

    private void Complete(byte[]? report, long now)
    {
        if (report is null)
        {
            _unplug();
            return;
        }

        var transfer = _transfers[0];
        _transfers.RemoveAt(0);
        _lastSlot = _interval > TimeSpan.Zero ? Math.Floor(_time.GetElapsedTime(_start, now) / _interval) : 0;
        _send(UsbIpReply.SubmittedIn(transfer.Sequence, report, transfer.Room));
    }

    private long NextPoll(long earliest)
    {
        if (_interval <= TimeSpan.Zero)
        {
            return earliest;
        }

        var slot = Math.Max(Math.Ceiling(_time.GetElapsedTime(_start, earliest) / _interval), _lastSlot + 1);
        return _start + ToTicks(slot * _interval);
    }

    private long ToTicks(TimeSpan span) =>
        (long)((Int128)span.Ticks * _time.TimestampFrequency / TimeSpan.TicksPerSecond);

    private readonly record struct PendingTransfer(uint Sequence, uint Room, long Since);
}
