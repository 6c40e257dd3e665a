using System.Diagnostics;
using System.Globalization;

namespace Temper.Exporter.Exposition;

/// <summary>
/// The process metrics that yrro/temper-exporter had from its Prometheus library, by the same names; Linux only, as there.
/// Source of what they mean: prometheus.io/docs/instrumenting/writing_clientlibs, "Process metrics".
/// </summary>
internal static class ProcessMetrics
{
    private static readonly double StartSeconds = StartTime();

    public static IEnumerable<MetricFamily> Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        using var process = Process.GetCurrentProcess();
        yield return MetricFamily.Counter(
            "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", Sample.Only(Environment.CpuUsage.TotalTime.TotalSeconds));
        yield return MetricFamily.Gauge("process_resident_memory_bytes", "Resident memory size in bytes.", Sample.Only(process.WorkingSet64));
        yield return MetricFamily.Gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.", Sample.Only(process.VirtualMemorySize64));
        yield return MetricFamily.Gauge(
            "process_start_time_seconds", "Start time of the process since unix epoch in seconds.", Sample.Only(StartSeconds));
        yield return MetricFamily.Gauge(
            "process_open_fds", "Number of open file descriptors.", Sample.Only(Directory.EnumerateFileSystemEntries("/proc/self/fd").Count()));
        if (MaxDescriptors() is { } max)
        {
            yield return MetricFamily.Gauge("process_max_fds", "Maximum number of open file descriptors.", Sample.Only(max));
        }
    }

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
    }

    // "Max open files            1024                 524288               files": the limit in force is the first.
    private static double? MaxDescriptors()
    {
        const string Name = "Max open files";
        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        var limit = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return double.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
    }
}
