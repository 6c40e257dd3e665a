using Prometheus;
using Temper.Devices;
using Temper.Devices.PrometheusNet;

namespace Temper.Exporter.Metrics;

/// <summary>
/// The metrics of one scrape as text. Each scrape has a registry of its own, so that no series is stale or from another
/// scrape. prometheus-net's default registry is never used: its first collection starts listeners and a timer.
/// </summary>
internal sealed class Exposition(
    bool withDewPoint,
    bool withProcessMetrics,
    TimeProvider time,
    bool isSimulated = false
)
{
    /// <summary>The content type of the text format, version 0.0.4.</summary>
    public const string TextContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;

    /// <summary>The content type of OpenMetrics 1.0.</summary>
    public const string OpenMetricsContentType = PrometheusConstants.OpenMetricsContentTypeWithVersionAndEncoding;

    // Two devices and their metrics take some 6 kB.
    private const int InitialBytes = 8 * 1024;

    private readonly ProcessStatusReader _process = new(time);

    /// <summary>Writes the metrics of a snapshot.</summary>
    /// <param name="snapshot">All devices.</param>
    /// <param name="contentType">One of the two content types above.</param>
    /// <param name="isWanted">Which metrics to write, by name.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The exposition, in UTF-8.</returns>
    public async Task<ReadOnlyMemory<byte>> WriteAsync(
        TemperSnapshot snapshot,
        string contentType,
        Predicate<string> isWanted,
        CancellationToken cancellationToken
    )
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        Fill(Prometheus.Metrics.WithCustomRegistry(registry), snapshot, isWanted);

        var format =
            contentType == OpenMetricsContentType ? ExpositionFormat.OpenMetricsText : ExpositionFormat.PrometheusText;
        var text = new MemoryStream(InitialBytes);
        await registry.CollectAndExportAsTextAsync(text, format, cancellationToken);
        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }

    private void Fill(MetricFactory registry, TemperSnapshot snapshot, Predicate<string> isWanted)
    {
        foreach (var metric in SnapshotMetrics.All)
        {
            if (isWanted(metric.Name) && (withDewPoint || metric != SnapshotMetrics.DewPoint))
            {
                metric.AddTo(registry, snapshot);
            }
        }

        if (isWanted(ExporterMetrics.Build.Name))
        {
            ExporterMetrics.Build.AddTo(registry, ProcessStatus.Unknown);
        }

        if (isSimulated && isWanted(ExporterMetrics.Simulated.Name))
        {
            ExporterMetrics.Simulated.AddTo(registry, ProcessStatus.Unknown);
        }

        if (!withProcessMetrics)
        {
            return;
        }

        var process = _process.Read();
        foreach (var metric in ExporterMetrics.Process)
        {
            if (isWanted(metric.Name))
            {
                metric.AddTo(registry, process);
            }
        }
    }
}
