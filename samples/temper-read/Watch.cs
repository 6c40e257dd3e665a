using Temper.Devices;

namespace Temper.Read;

/// <summary>Reads again and again. A failed stick is told, and tried again with the next round.</summary>
internal sealed class Watch(TemperDeviceSet devices, IWatchReport report, TextWriter output, TextWriter error)
{
    public async Task RunAsync(TimeSpan interval, TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval, time);
        await output.WriteAsync(report.Beginning);
        try
        {
            do
            {
                var snapshot = await devices.ReadAsync(stop);
                await output.WriteAsync(report.Round(snapshot));
                await output.FlushAsync(stop);
                if (!report.TellsFailures)
                {
                    await error.WriteAsync(ReadingReport.FailuresOf(snapshot));
                }
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C
        }
    }
}
