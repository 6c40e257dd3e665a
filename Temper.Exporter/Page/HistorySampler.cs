using Microsoft.Extensions.Logging;
using Temper.Devices;

namespace Temper.Exporter.Page;

/// <summary>
/// Reads the devices once a minute while no client does, so that the history has no gaps. Its reads are shared with
/// those of clients.
/// </summary>
/// <param name="read">Reads the devices.</param>
/// <param name="history">Gets the samples; the web server adds what clients read.</param>
/// <param name="take">Called with every snapshot, of a sample or of a client.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Gets unexpected faults.</param>
internal sealed partial class HistorySampler(
    Func<CancellationToken, Task<TemperSnapshot>> read,
    ReadingHistory history,
    Action<TemperSnapshot> take,
    TimeProvider time,
    ILogger logger
)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // A client that reads once a minute can be late, and must not be preceded each time.
    private static readonly TimeSpan ClientPeriod = Period + TimeSpan.FromSeconds(15);

    private long _lastServed; // 0: never

    /// <summary>Called when a client has read the devices.</summary>
    public void OnServed(TemperSnapshot snapshot)
    {
        Volatile.Write(ref _lastServed, time.GetTimestamp());
        take(snapshot);
    }

    /// <summary>Samples until the token is cancelled. The first sample is taken after a minute.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            var wait = Period;
            while (true)
            {
                await Task.Delay(wait, time, stop);
                var start = time.GetTimestamp();
                var lastServed = Volatile.Read(ref _lastServed);
                var rest = lastServed == 0 ? TimeSpan.Zero : ClientPeriod - time.GetElapsedTime(lastServed, start);
                if (rest > TimeSpan.Zero)
                {
                    wait = rest;
                    continue;
                }

                await SampleAsync(stop);
                var next = Period - time.GetElapsedTime(start);
                wait = next > TimeSpan.Zero ? next : Period;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }

    private async Task SampleAsync(CancellationToken stop)
    {
        try
        {
            var snapshot = await read(stop);
            history.Add(snapshot);
            take(snapshot);
        }
        catch (Exception e) when (!stop.IsCancellationRequested) // the next sample may succeed
        {
            LogFault(logger, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "sample for the history failed reason={Reason}")]
    private static partial void LogFault(ILogger logger, string reason);
}
