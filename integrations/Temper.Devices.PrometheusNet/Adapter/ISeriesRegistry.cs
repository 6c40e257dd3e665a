using Temper.Exporter.Exposition;

namespace Temper.Devices.PrometheusNet.Adapter;

/// <summary>
/// What is used of prometheus-net, and no more: the rest of this folder compiles, and is tested, without the package.
/// Called by one thread at a time.
/// </summary>
internal interface ISeriesRegistry
{
    /// <summary>Gives a series its value, and publishes it when it is new.</summary>
    void Publish(MetricFamily family, Sample sample);

    /// <summary>Takes a series out: it is served no more.</summary>
    void Unpublish(MetricFamily family, Sample sample);
}
