using System.Collections.Concurrent;

namespace Temper.Devices;

/// <summary>
/// A thread of its own for one stick's blocking I/O. A write to hidraw can hold its thread for 5 s whatever we ask for
/// (a synchronous SET_REPORT), so no caller's thread and no pool thread may be the one that waits.
/// </summary>
internal sealed class DeviceWorker
{
    private const int StackBytes = 256 * 1024;

    private readonly BlockingCollection<Action> _jobs = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Thread> _thread;

    public DeviceWorker(string name) => _thread = new Lazy<Thread>(() =>
    {
        var thread = new Thread(RunJobs, StackBytes) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    });

    /// <summary>Queues a job behind those that were queued before it.</summary>
    public Task<T> RunAsync<T>(Func<T> job)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _jobs.Add(() =>
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
        _ = _thread.Value;
        return done.Task;
    }

    /// <summary>Runs a last job and lets the thread end.</summary>
    /// <returns>Completes when the thread is through, which a stuck write can put off for seconds.</returns>
    public Task EndAsync(Action lastJob)
    {
        _jobs.Add(lastJob);
        _jobs.CompleteAdding();
        _ = _thread.Value;
        return _ended.Task;
    }

    private void RunJobs()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            job();
        }

        // Not disposed: who completed the adding may not be through with that yet, and there is nothing in it to free.
        _ended.SetResult();
    }
}
