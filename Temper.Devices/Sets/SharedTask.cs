namespace Temper.Devices.Sets;

/// <summary>
/// Work that callers share while it is under way, such as a read of one device. One piece runs at a time. A
/// caller shares the piece in flight unless an earlier caller has finished without it; then it gets the next
/// piece, which begins when that one ends. So a result is never older than the call, other than from a piece
/// that was in flight at the call.
/// </summary>
/// <param name="start">Begins a piece of work; its synchronous part is short.</param>
internal sealed class SharedTask<T>(Func<Task<T>> start)
{
    private readonly object _gate = new();
    private Share? _running;
    private Share? _next;

    /// <summary>Whether a piece is in flight.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_gate)
            {
                return _running is not null;
            }
        }
    }

    /// <summary>Joins the piece in flight, if a call now may share it.</summary>
    public Share? JoinRunning()
    {
        lock (_gate)
        {
            return _running is { IsLeft: false } ? _running : null;
        }
    }

    /// <summary>Joins the piece in flight or the next one, or begins one.</summary>
    public Share Join()
    {
        Share share;
        lock (_gate)
        {
            if (_running is not null)
            {
                return _running.IsLeft ? _next ??= new Share() : _running;
            }

            share = _running = new Share();
        }

        _ = RunAsync(share);
        return share;
    }

    /// <summary>
    /// Finishes without the result of a piece in flight: later callers get another one. Those that share it keep it.
    /// </summary>
    public void Leave(Share share)
    {
        lock (_gate)
        {
            share.IsLeft |= share == _running; // one that has not begun is new to later callers too
        }
    }

    private async Task RunAsync(Share share)
    {
        T result;
        try
        {
            result = await start().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Advance();
            share.Fail(e);
            return;
        }

        Advance(); // first: a caller that has the result and asks again must get a new piece
        share.Complete(result);
    }

    private void Advance()
    {
        Share? next;
        lock (_gate)
        {
            (_running, _next) = (_next, null);
            next = _running;
        }

        if (next is not null)
        {
            _ = RunAsync(next);
        }
    }

    /// <summary>One piece of work.</summary>
    internal sealed class Share
    {
        private readonly TaskCompletionSource<T> _done = new();

        /// <summary>
        /// The result. What follows it runs on the thread that did the work, which must not be kept for long.
        /// </summary>
        public Task<T> Task => _done.Task;

        /// <summary>Whether a caller has finished without the result.</summary>
        public bool IsLeft { get; set; }

        public void Complete(T result) => _done.SetResult(result);

        public void Fail(Exception error)
        {
            _done.SetException(error);
            _ = _done.Task.Exception; // every caller may have left
        }
    }
}
