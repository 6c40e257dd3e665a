using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Reads all devices at an interval. A failed device is reported, and read again with the others.</summary>
internal sealed class Watch(TemperDeviceSet devices, IWatchReport report, TextWriter output, TextWriter error)
{
    // A healthy device takes a quarter of a second, so a shorter interval means as fast as the devices allow.
    private static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(0.5);

    // The first read also opens the devices and asks for their firmware.
    private static readonly TimeSpan MinFirstTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Prints a snapshot at each interval. A device that takes longer is reported as late and does not delay the
    /// others.
    /// </summary>
    /// <param name="interval">The time from one snapshot to the next.</param>
    /// <param name="count">The number of snapshots, or <see langword="null"/> for no limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Stops at once, even during a read.</param>
    /// <returns>The last snapshot, or <see langword="null"/> if the devices could not be listed.</returns>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public async Task<TemperSnapshot?> RunAsync(
        TimeSpan interval,
        int? count,
        TimeProvider time,
        CancellationToken stop
    )
    {
        using var timer = new PeriodicTimer(interval, time);
        TemperSnapshot? last = null;
        await output.WriteAsync(report.Beginning);
        try
        {
            for (var number = 1; ; number++)
            {
                var minimum = number == 1 ? MinFirstTimeout : MinTimeout;
                last = await PrintAsync(interval > minimum ? interval : minimum, stop);
                if (number == count)
                {
                    return last;
                }

                await timer.WaitForNextTickAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return last; // Ctrl-C
        }
        finally
        {
            await output.WriteAsync(report.Ending);
        }
    }

    private async Task<TemperSnapshot?> PrintAsync(TimeSpan timeout, CancellationToken stop)
    {
        try
        {
            var snapshot = await devices.ReadAsync(timeout, stop);
            await output.WriteAsync(report.TextOf(snapshot));
            await output.FlushAsync(stop);
            await error.WriteAsync(report.FailuresOf(snapshot));
            return snapshot;
        }
        catch (TemperException e) // the devices cannot be listed at the moment
        {
            await error.WriteLineAsync(ErrorLine.Of("temper-read", e.Message));
            return null;
        }
    }
}
