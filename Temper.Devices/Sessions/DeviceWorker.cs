using System.Collections.Concurrent;

namespace Temper.Devices.Sessions;

/// <summary>
/// A thread of its own for one device's blocking I/O. A write to hidraw can hold its thread for 5 s whatever we ask for
/// (a synchronous SET_REPORT), so neither a caller's thread nor a pool thread may be the one that waits.
/// </summary>
/// <param name="name">The thread's name, which is the device's node.</param>
/// <param name="start">Starts a thread. Default: <see cref="Thread.Start()"/>.</param>
/// <param name="createWakeUp">Creates what wakes the thread. Default: <see cref="WakeUp.Create"/>.</param>
internal sealed class DeviceWorker(string name, Action<Thread>? start = null, Func<WakeUp>? createWakeUp = null)
{
    private const int StackBytes = 256 * 1024;

    private readonly Action<Thread> _start = start ?? (thread => thread.Start());
    private readonly object _gate = new();
    private readonly ConcurrentQueue<Action> _jobs = new(); // taken without the gate, within which the thread is woken
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WakeUp? _wakeUp; // while the thread runs
    private volatile bool _isEnding;

    /// <summary>Queues a job behind those that were queued before it.</summary>
    /// <returns>
    /// The job's result. The worker completes the task itself, so what follows it runs on the worker: it must neither
    /// block nor be a caller's code.
    /// </returns>
    public Task<T> RunAsync<T>(Func<T> job)
    {
        var done = new TaskCompletionSource<T>();
        try
        {
            Enqueue(() =>
            {
                try
                {
                    done.SetResult(job());
                }
                catch (Exception e)
                {
                    done.SetException(e);
                    _ = done.Task.Exception; // a caller that no longer waits has seen its own timeout
                }
            });
        }
        catch (Exception e)
        {
            done.SetException(e);
        }

        return done.Task;
    }

    /// <summary>
    /// Runs a last job and lets the thread end. Without a thread there is nothing to wait for, and the job runs here.
    /// </summary>
    /// <returns>Completes when the thread is through, which a stuck write can put off for seconds.</returns>
    public Task EndAsync(Action lastJob)
    {
        lock (_gate)
        {
            _isEnding = true;
            if (_wakeUp is not null)
            {
                _jobs.Enqueue(lastJob);
                _wakeUp.Signal();
                return _ended.Task;
            }
        }

        lastJob();
        return Task.CompletedTask;
    }

    private void Enqueue(Action job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isEnding, this);
            _wakeUp ??= StartThread(); // first: when it fails, the next read tries again, with nothing left of this one
            _jobs.Enqueue(job);
            _wakeUp.Signal();
        }
    }

    private WakeUp StartThread()
    {
        var wakeUp = (createWakeUp ?? WakeUp.Create)();
        try
        {
            _start(new Thread(() => RunJobs(wakeUp), StackBytes) { IsBackground = true, Name = $"temper {name}" });
            return wakeUp;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            wakeUp.Dispose();
            throw new TemperConnectionException(
                $"{name}: cannot create a thread; raise the limit of tasks (systemd: TasksMax) or of memory",
                inner: e
            );
        }
    }

    private void RunJobs(WakeUp wakeUp)
    {
        while (true)
        {
            if (_jobs.TryDequeue(out var job))
            {
                job();
            }
            else if (_isEnding && TryEnd(wakeUp))
            {
                _ended.SetResult();
                return;
            }
            else
            {
                wakeUp.Wait();
            }
        }
    }

    private bool TryEnd(WakeUp wakeUp)
    {
        lock (_gate)
        {
            if (!_jobs.IsEmpty)
            {
                return false; // the last job
            }

            wakeUp.Dispose();
            return true;
        }
    }
}
