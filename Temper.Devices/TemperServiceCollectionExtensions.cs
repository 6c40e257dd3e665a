using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Temper.Devices;

/// <summary>Adds the TEMPer devices of this machine to an application's services.</summary>
public static class TemperServiceCollectionExtensions
{
    /// <summary>
    /// Adds one <see cref="TemperDeviceSet"/> for the whole application. It logs to the application's loggers, reports
    /// metrics to its meters, uses its <see cref="TimeProvider"/> if there is one, and is closed with the application.
    /// </summary>
    /// <param name="services">The services to add to. A set that was added before is kept.</param>
    /// <param name="configure">
    /// Changes the options, which already hold the application's services: <c>options => options with { ... }</c>.
    /// </param>
    /// <returns>The services.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddTemper(options => options with { IncludeDewPoint = true });
    /// app.MapGet("/", (TemperDeviceSet devices, CancellationToken stop) => devices.ReadAsync(stop));
    /// </code>
    /// </example>
    public static IServiceCollection AddTemper(
        this IServiceCollection services,
        Func<TemperOptions, TemperOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider =>
        {
            var options = new TemperOptions { MeterFactory = provider.GetService<IMeterFactory>() };
            options = options with
            {
                LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.LoggerFactory,
                TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider,
            };
            return new TemperDeviceSet(configure?.Invoke(options) ?? options);
        });
        return services;
    }
}
