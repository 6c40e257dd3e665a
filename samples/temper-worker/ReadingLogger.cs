using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Temper.Devices;

namespace Temper.Worker;

/// <summary>Logs every value, again and again. That a stick fails or comes back is logged by the library.</summary>
internal sealed partial class ReadingLogger(TemperDeviceSet sticks, ILogger<ReadingLogger> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            await LogReadingsAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LogReadingsAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var stick in (await sticks.ReadAsync(cancellationToken)).Sticks)
            {
                foreach (var sensor in stick.Reading?.Sensors ?? [])
                {
                    LogReading(stick.PortPath, sensor.Sensor, sensor.Quantity.ToString(), sensor.Value, sensor.Unit);
                }
            }
        }
        catch (TemperConnectionException e)
        {
            LogFailure(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Stick} {Sensor} {Quantity}: {Value:0.00} {Unit}")]
    private partial void LogReading(string stick, string sensor, string quantity, double value, string unit);

    [LoggerMessage(LogLevel.Error, "the sticks of this machine cannot be read")]
    private partial void LogFailure(Exception error);
}
