using Prometheus;
using Temper.Devices.PrometheusNet.Adapter;
using Temper.Exporter.Exposition;
using MetricType = Temper.Exporter.Exposition.MetricType;

namespace Temper.Devices.PrometheusNet;

/// <summary>Series in a prometheus-net registry.</summary>
internal sealed class RegistrySeries(CollectorRegistry registry) : ISeriesRegistry
{
    private readonly MetricFactory _factory = Metrics.WithCustomRegistry(registry);

    public void Publish(MetricFamily family, Sample sample)
    {
        if (family.Type == MetricType.Gauge)
        {
            GaugeOf(family, sample).WithLabels(ValuesOf(sample)).Set(sample.Value);
        }
        else
        {
            CounterOf(family, sample).WithLabels(ValuesOf(sample)).IncTo(sample.Value);
        }
    }

    public void Unpublish(MetricFamily family, Sample sample)
    {
        if (family.Type == MetricType.Gauge)
        {
            GaugeOf(family, sample).RemoveLabelled(ValuesOf(sample));
        }
        else
        {
            CounterOf(family, sample).RemoveLabelled(ValuesOf(sample));
        }
    }

    // After the first time, the factory gives the one there is. Without SuppressInitialValue it would serve a 0 first.
    private Gauge GaugeOf(MetricFamily family, Sample sample) => _factory.CreateGauge(
        family.Name, family.Help, new GaugeConfiguration { LabelNames = NamesOf(sample), SuppressInitialValue = true });

    private Counter CounterOf(MetricFamily family, Sample sample)
        => _factory.CreateCounter(family.Name, family.Help, new CounterConfiguration { LabelNames = NamesOf(sample) });

    private static string[] NamesOf(Sample sample) => [.. sample.Labels.Select(label => label.Name)];

    private static string[] ValuesOf(Sample sample) => [.. sample.Labels.Select(label => label.Value)];
}
