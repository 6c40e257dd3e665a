using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;
using Temper.Devices.PrometheusNet.Adapter;

namespace Temper.Devices.PrometheusNet;

/// <summary>The sticks of this machine in a prometheus-net registry, with temper-exporter's names and labels.</summary>
public static class TemperPrometheusExtensions
{
    /// <summary>Reads the sticks at each collection of the registry; collections that overlap share one read.</summary>
    /// <param name="registry">Where the series appear. A registry keeps this for good.</param>
    /// <param name="sticks">The sticks. The caller disposes it; the registry then shows none.</param>
    /// <param name="logger">Where it is logged that nothing can be read, which prometheus-net would swallow.</param>
    public static CollectorRegistry AddTemper(this CollectorRegistry registry, TemperDeviceSet sticks, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(sticks);
        var publisher = new SnapshotPublisher(sticks, new RegistrySeries(registry), logger ?? NullLogger.Instance);
        registry.AddBeforeCollectCallback(publisher.CollectAsync);
        return registry;
    }

    /// <summary>The same for a host, with a <see cref="TemperDeviceSet"/> that is a service and closed with it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Settings; the defaults when left out. Without a logger factory, the host's is used.</param>
    /// <param name="registry">Where the series appear; <see cref="Metrics.DefaultRegistry"/> when left out.</param>
    public static IServiceCollection AddTemper(
        this IServiceCollection services, TemperOptions? options = null, CollectorRegistry? registry = null)
    {
        options ??= new TemperOptions();
        return services
            .AddSingleton(provider => new TemperDeviceSet(options.LoggerFactory is NullLoggerFactory
                ? options with { LoggerFactory = provider.GetRequiredService<ILoggerFactory>() }
                : options))
            .AddHostedService(provider => new Registration(
                registry ?? Metrics.DefaultRegistry,
                provider.GetRequiredService<TemperDeviceSet>(),
                provider.GetRequiredService<ILogger<TemperDeviceSet>>()));
    }

    private sealed class Registration(CollectorRegistry registry, TemperDeviceSet sticks, ILogger logger)
        : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            registry.AddTemper(sticks, logger);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
