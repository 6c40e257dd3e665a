using Prometheus;

namespace Temper.Devices.PrometheusNet;

/// <summary>
/// A registry of prometheus-net. Only this class, <see cref="RegisteredMetric"/> and the public extension methods use
/// that library, because it is hardly maintained.
/// </summary>
internal sealed class MetricRegistry(CollectorRegistry registry)
{
    /// <summary>The content type of the text format, version 0.0.4.</summary>
    public const string TextContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;

    /// <summary>The content type of OpenMetrics 1.0.</summary>
    public const string OpenMetricsContentType = PrometheusConstants.OpenMetricsContentTypeWithVersionAndEncoding;

    // Otherwise prometheus-net would expose a metric without labels as 0 before it has a value.
    private static readonly GaugeConfiguration GaugeOnceSet = new() { SuppressInitialValue = true };
    private static readonly CounterConfiguration CounterOnceSet = new() { SuppressInitialValue = true };

    private readonly MetricFactory _factory = Metrics.WithCustomRegistry(registry);

    /// <summary>
    /// Creates an empty registry. prometheus-net's default registry is not used: its first collection starts listeners
    /// and a timer.
    /// </summary>
    public static MetricRegistry Create() => new(Metrics.NewCustomRegistry());

    /// <summary>Creates a gauge, or finds it if the registry has it.</summary>
    public RegisteredMetric Gauge(string name, string help, string[] labels) =>
        new RegisteredMetric<Gauge.Child>(
            _factory.CreateGauge(name, help, labels, GaugeOnceSet),
            (child, value) =>
            {
                child.Set(value);
                return true;
            }
        );

    /// <summary>Creates a counter, or finds it if the registry has it.</summary>
    public RegisteredMetric Counter(string name, string help, string[] labels) =>
        new RegisteredMetric<Counter.Child>(
            _factory.CreateCounter(name, help, labels, CounterOnceSet),
            (child, value) =>
            {
                child.IncTo(value);
                return child.Value == value;
            }
        );

    /// <summary>Writes the exposition, in UTF-8.</summary>
    /// <param name="text">Takes the exposition.</param>
    /// <param name="contentType">One of the two content types above.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task WriteAsync(Stream text, string contentType, CancellationToken cancellationToken = default) =>
        registry.CollectAndExportAsTextAsync(
            text,
            contentType == OpenMetricsContentType ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText,
            cancellationToken
        );
}
