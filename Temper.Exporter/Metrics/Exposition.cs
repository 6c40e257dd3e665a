using System.Buffers;
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
    private ScrapeText? _idle;

    /// <summary>Writes the metrics of a snapshot.</summary>
    /// <param name="snapshot">All devices.</param>
    /// <param name="contentType">One of the two content types above.</param>
    /// <param name="isWanted">Returns whether to write the metric with a name. Default: all metrics.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>
    /// The exposition, in UTF-8. Dispose it once it is sent, because the next scrape writes into the same memory.
    /// </returns>
    public async Task<IMemoryOwner<byte>> WriteAsync(
        TemperSnapshot snapshot,
        string contentType,
        Predicate<string>? isWanted,
        CancellationToken cancellationToken
    )
    {
        // None is idle while another scrape uses it.
        var text = isWanted is null
            ? Interlocked.Exchange(ref _idle, null) ?? new ScrapeText(used => _idle = used)
            : new ScrapeText();
        var process = withProcessMetrics ? _process.Read() : null;
        var registry = text.Registry.Fill(metrics => AddAll(metrics, snapshot, process, isWanted ?? (_ => true)));
        text.Stream.SetLength(0);
        await registry.WriteAsync(text.Stream, contentType, cancellationToken);
        return text;
    }

    public void Dispose() => _process.Dispose();

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

    /// <summary>What the scrapes use, one after another: a registry, and the text that is written from it.</summary>
    private sealed class ScrapeText(Action<ScrapeText>? giveBack = null) : IMemoryOwner<byte>
    {
        public ScrapeRegistry Registry { get; } = new();

        public MemoryStream Stream { get; } = new(InitialBytes);

        public Memory<byte> Memory => Stream.GetBuffer().AsMemory(0, (int)Stream.Length);

        public void Dispose() => giveBack?.Invoke(this);
    }
}
