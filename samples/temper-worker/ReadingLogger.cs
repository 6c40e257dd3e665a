using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Temper.Devices;

namespace Temper.Worker;

/// <summary>Logs every value, again and again. That a device fails or comes back is logged by the library.</summary>
internal sealed partial class ReadingLogger(TemperDeviceSet devices, ILogger<ReadingLogger> logger) : BackgroundService
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
            foreach (var device in (await devices.ReadAsync(cancellationToken)).Devices)
            {
                foreach (var sensor in device.Reading?.Sensors ?? [])
                {
                    LogReading(device.PortPath, sensor.Sensor, sensor.Quantity.ToString(), sensor.Value, sensor.Unit);
                }
            }
        }
        catch (TemperConnectionException e)
        {
            LogFailure(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Device} {Sensor} {Quantity}: {Value:0.00} {Unit}")]
    private partial void LogReading(string device, string sensor, string quantity, double value, string unit);

    [LoggerMessage(LogLevel.Error, "the sticks of this machine cannot be read")]
    private partial void LogFailure(Exception error);
}
