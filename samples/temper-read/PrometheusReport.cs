using System.Text;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Devices.PrometheusNet;
using Row = Temper.Devices.PrometheusNet.Metric<Temper.Devices.TemperSnapshot>;

namespace Temper.Read;

/// <summary>
/// Writes readings in the Prometheus text format, for the textfile collector of node_exporter: the metrics of the
/// exporter that a single read can know, and the time of the read, because a file can become old.
/// </summary>
internal static class PrometheusReport
{
    // Counters would begin anew with each run, and the other two need earlier readings.
    private static readonly string[] NeedHistory =
    [
        "temper_device_reads_total",
        "temper_device_read_errors_total",
        "temper_device_last_success_timestamp_seconds",
        "temper_sensor_last_change_timestamp_seconds",
    ];

    private static readonly Row ReadTime = Row.Of(
        "temper_read_timestamp_seconds",
        "Time at which temper-read read the devices; long ago if it does not run any more",
        snapshot => snapshot.TakenAt.ToUnixTimeMilliseconds() / 1000.0
    );

    /// <summary>Writes the metrics of a snapshot.</summary>
    /// <param name="snapshot">All devices.</param>
    /// <param name="withDewPoint">Whether to write dew points.</param>
    /// <param name="names">The user's names.</param>
    public static async Task<string> OfAsync(TemperSnapshot snapshot, bool withDewPoint, DeviceNames names)
    {
        var registry = new ScrapeRegistry().Fill(metrics =>
        {
            foreach (var metric in SnapshotMetrics.All.Where(metric => !NeedHistory.Contains(metric.Name)))
            {
                if (withDewPoint || metric != SnapshotMetrics.DewPoint)
                {
                    metrics.Add(metric, snapshot);
                }
            }

            foreach (var metric in names.All.Count > 0 ? LabelMetrics.All : [])
            {
                metrics.Add(metric, new LabelledSnapshot(snapshot, names.OfDevice, names.Of));
            }

            metrics.Add(ReadTime, snapshot);
        });
        var text = new MemoryStream();
        await registry.WriteAsync(text, MetricRegistry.TextContentType);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
