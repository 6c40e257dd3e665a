using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Temper.Devices;

namespace Temper.Worker;

/// <summary>
/// Logs every value every 10 seconds. The library itself logs when a device fails and when it recovers.
/// </summary>
internal sealed partial class ReadingLogger(TemperDeviceSet devices, ILogger<ReadingLogger> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var snapshot in devices.WatchAsync(Period, stoppingToken))
        {
            foreach (var device in snapshot.Devices)
            {
                foreach (var sensor in device.Reading?.Sensors ?? [])
                {
                    LogReading(device.PortPath, sensor.Sensor, sensor.Quantity.ToString(), sensor.Value, sensor.Unit);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Device} {Sensor} {Quantity}: {Value:0.00} {Unit}")]
    private partial void LogReading(string device, string sensor, string quantity, double value, string unit);
}
