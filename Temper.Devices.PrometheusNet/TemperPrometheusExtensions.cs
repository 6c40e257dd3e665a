using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace Temper.Devices.PrometheusNet;

/// <summary>
/// Adds the TEMPer devices of this machine to a prometheus-net registry, with temper-exporter's metric names.
/// </summary>
public static class TemperPrometheusExtensions
{
    /// <summary>
    /// Reads the devices at each collection of the registry. Collections that overlap share one read of each device.
    /// </summary>
    /// <param name="registry">The registry to add the series to. It reads the devices for as long as it exists.</param>
    /// <param name="devices">The devices. The caller disposes the set; afterwards the registry shows no
    /// devices.</param>
    /// <param name="logger">Logs failures to list the devices, because prometheus-net swallows the exception.</param>
    /// <returns>The same registry.</returns>
    public static CollectorRegistry AddTemper(
        this CollectorRegistry registry,
        TemperDeviceSet devices,
        ILogger? logger = null
    )
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(devices);
        var publisher = new SnapshotPublisher(devices, new MetricRegistry(registry), logger ?? NullLogger.Instance);
        registry.AddBeforeCollectCallback(publisher.CollectAsync);
        return registry;
    }

    /// <summary>
    /// Adds a <see cref="TemperDeviceSet"/> as a service, and its devices to a registry when the host starts. The host
    /// closes the set when it stops.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">How to read the devices. Default: the library's defaults, with the host's loggers.</param>
    /// <param name="registry">
    /// The registry to add the series to. Default: <see cref="Metrics.DefaultRegistry"/>.
    /// </param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddTemper(
        this IServiceCollection services,
        TemperOptions? options = null,
        CollectorRegistry? registry = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new TemperOptions();
        return services
            .AddSingleton(provider => new TemperDeviceSet(
                options.LoggerFactory is NullLoggerFactory
                    ? options with
                    {
                        LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
                    }
                    : options
            ))
            .AddHostedService(provider => new Registration(
                registry ?? Metrics.DefaultRegistry,
                provider.GetRequiredService<TemperDeviceSet>(),
                provider.GetRequiredService<ILogger<TemperDeviceSet>>()
            ));
    }

    private sealed class Registration(CollectorRegistry registry, TemperDeviceSet devices, ILogger logger)
        : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            registry.AddTemper(devices, logger);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
