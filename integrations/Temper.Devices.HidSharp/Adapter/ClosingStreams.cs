using System.Collections.Concurrent;

namespace Temper.Devices.HidSharp.Adapter;

/// <summary>
/// Closes streams where no caller waits for it: the library waits for its own threads, and those for the kernel, up to
/// 5 s after a query that the device does not take.
/// </summary>
internal sealed class ClosingStreams(TimeSpan timeout)
{
    private readonly ConcurrentDictionary<string, Thread> _closing = new(StringComparer.Ordinal);

    /// <param name="path">The device.</param>
    /// <param name="stream">Its stream.</param>
    /// <param name="nodeLock">Closed behind the stream, when the kernel has let go of the device.</param>
    public void Close(string path, IHidLibraryStream stream, NodeLock nodeLock)
    {
        var thread = new Thread(() => Dispose(stream, nodeLock)) { IsBackground = true, Name = $"close {path}" };
        _closing[path] = thread;
        thread.Start();
    }

    /// <summary>Waits a little for the device's last stream: one that hangs must not be followed by more.</summary>
    /// <returns>Whether it is closed.</returns>
    public bool WaitFor(string path)
    {
        if (!_closing.TryGetValue(path, out var thread))
        {
            return true;
        }

        var isClosed = thread.Join(timeout);
        if (isClosed)
        {
            _closing.TryRemove(new(path, thread));
        }

        return isClosed;
    }

    private static void Dispose(IHidLibraryStream stream, NodeLock nodeLock)
    {
        using var closedLast = nodeLock;
        try
        {
            stream.Dispose();
        }
        catch (Exception)
        {
            // No caller is left to report it to, and an exception that leaves a thread ends the program.
        }
    }
}
