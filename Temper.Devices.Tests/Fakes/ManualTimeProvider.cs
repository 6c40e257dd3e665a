namespace Temper.Devices.Tests.Fakes;

/// <summary>A clock that moves when a test says so, and fires its timers on the way.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are running.</summary>
    public int TimerCount
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>Whether somebody waits for exactly that much time to pass.</summary>
    public bool HasTimerDueIn(TimeSpan span)
    {
        lock (_gate)
        {
            return _timers.Exists(timer => timer.Due == _now + span);
        }
    }

    /// <summary>By how much somebody has set the wall clock; timers and timestamps do not care.</summary>
    public TimeSpan WallClockOffset { get; set; }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + Now + WallClockOffset;

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        var end = Now + span;
        while (TakeNextDue(end) is { } due)
        {
            due.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    private TimeSpan Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    private ManualTimer? TakeNextDue(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is not null)
            {
                _now = next.Due > _now ? next.Due : _now;
                next.Reschedule();
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider time, Action callback) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Due { get; private set; }

        public void Fire() => callback();

        public void Reschedule()
        {
            Due += _period;
            if (_period <= TimeSpan.Zero)
            {
                time._timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                _period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = time._now + dueTime;
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
