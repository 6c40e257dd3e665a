using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Reads again and again. A failed device is reported, and tried again with the next round.</summary>
internal sealed class Watch(TemperDeviceSet devices, IWatchReport report, TextWriter output, TextWriter error)
{
    // A healthy device takes a quarter of a second: with a shorter interval, rounds come as fast as devices allow.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(0.5);

    // At first, devices are opened and asked for their firmware too.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Prints a round each interval, whatever a device does: one that takes longer is reported as late.
    /// </summary>
    /// <param name="interval">The time from one round to the next.</param>
    /// <param name="count">How many rounds, or <see langword="null"/> for no end.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends it between rounds and within one.</param>
    /// <returns>The last round.</returns>
    /// <exception cref="IOException">Nothing reads the output any more, or it cannot be written.</exception>
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
            for (var round = 1; ; round++)
            {
                var shortest = round == 1 ? FirstWait : ShortestWait;
                last = await RoundAsync(interval > shortest ? interval : shortest, stop);
                if (round == count)
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

    private async Task<TemperSnapshot?> RoundAsync(TimeSpan timeout, CancellationToken stop)
    {
        try
        {
            var snapshot = await devices.ReadAsync(timeout, stop);
            await output.WriteAsync(report.Round(snapshot));
            await output.FlushAsync(stop);
            if (!report.TellsFailures)
            {
                await error.WriteAsync(ReadingReport.FailuresOf(snapshot));
            }

            return snapshot;
        }
        catch (TemperException e) // devices cannot be listed now
        {
            await error.WriteLineAsync($"temper-read: {TerminalText.Of(e.Message)}");
            return null;
        }
    }
}
