using Microsoft.Extensions.Time.Testing;

namespace Temper.Testing;

/// <summary>
/// A <see cref="FakeTimeProvider"/> that shows its running timers. Code under test waits on threads of its own, so a
/// test must see that a wait has begun before it moves the clock; the package keeps its timers private.
/// </summary>
public sealed class ObservedTimeProvider : FakeTimeProvider
{
    private readonly object _gate = new();
    private readonly List<ObservedTimer> _running = [];

    /// <summary>A clock that shows the package's default time, midnight of 2000-01-01 UTC.</summary>
    public ObservedTimeProvider() { }

    /// <summary>A clock that shows a time.</summary>
    public ObservedTimeProvider(DateTimeOffset start)
        : base(start) { }

    /// <summary>The number of running timers.</summary>
    public int TimerCount
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>Returns whether a timer is due after exactly that time.</summary>
    public bool HasTimerDueIn(TimeSpan span)
    {
        lock (_gate)
        {
            return _running.Exists(timer => timer.DueTimestamp == GetTimestamp() + span.Ticks);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ObservedTimer(this, () => callback(state));
        timer.Inner = base.CreateTimer(
            _ => timer.Fire(),
            state: null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ObservedTimer(ObservedTimeProvider time, Action callback) : ITimer
    {
        private TimeSpan _period;
        private int _change; // grows whenever the timer is set, fires for the last time or is disposed of

        public ITimer Inner { get; set; } = null!;

        public long DueTimestamp { get; private set; }

        public void Fire()
        {
            lock (time._gate)
            {
                DueTimestamp += _period.Ticks;
                if (_period <= TimeSpan.Zero)
                {
                    Stop();
                }
            }

            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            int change;
            lock (time._gate)
            {
                change = Stop();
                _period = period;
                DueTimestamp = time.GetTimestamp() + dueTime.Ticks;
            }

            // Outside the lock, because the timer may fire at once. A test may move the clock as soon as it sees the
            // timer, so the timer is shown only when it really runs.
            var isChanged = Inner.Change(dueTime, period);
            lock (time._gate)
            {
                if (dueTime >= TimeSpan.Zero && change == _change)
                {
                    time._running.Add(this);
                }
            }

            return isChanged;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                Stop();
            }

            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private int Stop()
        {
            time._running.Remove(this);
            return ++_change;
        }
    }
}
