using Temper.Devices;
using Temper.Devices.PrometheusNet;
using Temper.Exporter.Hosting;

namespace Temper.Exporter.Metrics;

/// <summary>
/// Writes the metrics of a scrape as text, from a registry that has the series of that scrape only
/// (<see cref="ScrapeRegistry"/>).
/// </summary>
internal sealed class Exposition(
    bool withDewPoint,
    bool withProcessMetrics,
    TimeProvider time,
    bool isSimulated = false,
    CurrentConfig? config = null,
    ConfigReload? reload = null
) : IDisposable
{
    /// <summary>The content type of the text format, version 0.0.4.</summary>
    public const string TextContentType = MetricRegistry.TextContentType;

    /// <summary>The content type of OpenMetrics 1.0.</summary>
    public const string OpenMetricsContentType = MetricRegistry.OpenMetricsContentType;

    // The metrics of two devices take about 6 kB.
    private const int InitialBytes = 8 * 1024;

    private readonly ProcessStatusReader _process = new(time);
    private ScrapeRegistry? _idle = new();

    /// <summary>Writes the metrics of a snapshot.</summary>
    /// <param name="snapshot">All devices.</param>
    /// <param name="contentType">One of the two content types above.</param>
    /// <param name="isWanted">Returns whether to write the metric with a name. Default: all metrics.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The exposition, in UTF-8.</returns>
    public async Task<ReadOnlyMemory<byte>> WriteAsync(
        TemperSnapshot snapshot,
        string contentType,
        Predicate<string>? isWanted,
        CancellationToken cancellationToken
    )
    {
        if (isWanted is not null)
        {
            return await WriteAsync(new ScrapeRegistry(), snapshot, contentType, isWanted, cancellationToken);
        }

        // Null while another scrape uses it.
        var registry = Interlocked.Exchange(ref _idle, null) ?? new ScrapeRegistry();
        var text = await WriteAsync(registry, snapshot, contentType, _ => true, cancellationToken);
        _idle = registry;
        return text;
    }

    public void Dispose() => _process.Dispose();

    private async Task<ReadOnlyMemory<byte>> WriteAsync(
        ScrapeRegistry scrapes,
        TemperSnapshot snapshot,
        string contentType,
        Predicate<string> isWanted,
        CancellationToken cancellationToken
    )
    {
        var process = withProcessMetrics ? _process.Read() : null;
        var registry = scrapes.Fill(metrics => AddAll(metrics, snapshot, process, isWanted));
        var text = new MemoryStream(InitialBytes);
        await registry.WriteAsync(text, contentType, cancellationToken);
        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }

    private void AddAll(
        ScrapeRegistry registry,
        TemperSnapshot snapshot,
        ProcessStatus? process,
        Predicate<string> isWanted
    )
    {
        foreach (var metric in SnapshotMetrics.All)
        {
            if (isWanted(metric.Name) && (withDewPoint || metric != SnapshotMetrics.DewPoint))
            {
                registry.Add(metric, snapshot);
            }
        }

        AddLabels(registry, snapshot, isWanted);
        if (isWanted(ExporterMetrics.Build.Name))
        {
            registry.Add(ExporterMetrics.Build, ProcessStatus.Unknown);
        }

        if (isSimulated && isWanted(ExporterMetrics.Simulated.Name))
        {
            registry.Add(ExporterMetrics.Simulated, ProcessStatus.Unknown);
        }

        foreach (var metric in reload is { HasFiles: true } ? ExporterMetrics.Reload : [])
        {
            if (isWanted(metric.Name))
            {
                registry.Add(metric, reload!.Status);
            }
        }

        foreach (var metric in process is null ? [] : ExporterMetrics.Process)
        {
            if (isWanted(metric.Name))
            {
                registry.Add(metric, process!);
            }
        }
    }

    private void AddLabels(ScrapeRegistry registry, TemperSnapshot snapshot, Predicate<string> isWanted)
    {
        if (config?.Value.Names is not { All.Count: > 0 } names)
        {
            return;
        }

        var labelled = new LabelledSnapshot(snapshot, names.OfDevice, names.Of);
        foreach (var metric in LabelMetrics.All.Where(metric => isWanted(metric.Name)))
        {
            registry.Add(metric, labelled);
        }
    }
}
