using Temper.Devices.PrometheusNet;
using Temper.Exporter.Hosting;
using Row = Temper.Devices.PrometheusNet.Metric<Temper.Exporter.Metrics.ProcessStatus>;

namespace Temper.Exporter.Metrics;

/// <summary>
/// The exporter's own metrics: its build, and the process metrics that yrro/temper-exporter gets from its Prometheus
/// library, with the same names. Source: prometheus.io/docs/instrumenting/writing_clientlibs, "Process metrics".
/// </summary>
internal static class ExporterMetrics
{
    /// <summary>The version and platform of the exporter.</summary>
    public static readonly Row Build = new(
        "temper_exporter_build_info",
        "Version and platform of the exporter; always 1",
        ["version", "revision", "runtime", "os", "arch"],
        (_, series) =>
            series.Set(
                1,
                BuildInfo.Version,
                BuildInfo.Revision,
                BuildInfo.Runtime,
                BuildInfo.OperatingSystem,
                BuildInfo.Architecture
            )
    );

    /// <summary>
    /// Whether the devices are emulated. Written only if it is 1, so that a dashboard or an alert can exclude emulated
    /// readings.
    /// </summary>
    public static readonly Row Simulated = Row.Of(
        "temper_exporter_simulated",
        "Whether the devices are simulated (--simulate), so that readings are not measurements",
        _ => 1
    );

    /// <summary>The last reload. Written only if there is a file to read again.</summary>
    public static readonly IReadOnlyList<Metric<ReloadStatus>> Reload =
    [
        Metric<ReloadStatus>.Of(
            "temper_exporter_config_last_reload_successful",
            "Whether the last reload of the configuration files was successful",
            status => status.IsSuccessful ? 1 : 0
        ),
        Metric<ReloadStatus>.Of(
            "temper_exporter_config_last_reload_success_timestamp_seconds",
            "When the configuration files were last read successfully, as Unix time",
            status => status.SucceededAt.ToUnixTimeMilliseconds() / 1000d
        ),
    ];

    /// <summary>
    /// The process metrics, in the order of the exposition. On Linux only, as in yrro/temper-exporter.
    /// </summary>
    public static readonly IReadOnlyList<Row> Process = OperatingSystem.IsLinux()
        ?
        [
            Row.Of(
                "process_cpu_seconds_total",
                "Total user and system CPU time spent in seconds.",
                process => process.CpuSeconds
            ),
            Row.Of("process_resident_memory_bytes", "Resident memory size in bytes.", process => process.ResidentBytes),
            Row.Of("process_virtual_memory_bytes", "Virtual memory size in bytes.", process => process.VirtualBytes),
            Row.Of(
                "process_start_time_seconds",
                "Start time of the process since unix epoch in seconds.",
                process => process.StartTimeSeconds
            ),
            Row.Of("process_open_fds", "Number of open file descriptors.", process => process.OpenDescriptors),
            Row.Of("process_max_fds", "Maximum number of open file descriptors.", process => process.MaxDescriptors),
        ]
        : [];
}
