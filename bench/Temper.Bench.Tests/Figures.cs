using System.Globalization;

namespace Temper.Bench.Tests;

/// <summary>
/// What was measured, for people: bench/run prints the file at the end. No figure decides whether a test passes.
/// </summary>
internal static class Figures
{
    private const string File = "/share/figures";

    public static Task AddAsync(string what, string figure) =>
        System.IO.File.AppendAllTextAsync(File, $"{what}: {figure}\n");

    public static string Seconds(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.00} s");

    /// <summary>The resident memory of a process, in MiB.</summary>
    public static async Task<double> ResidentMebibytesAsync(int processId)
    {
        var pages = (await System.IO.File.ReadAllTextAsync($"/proc/{processId}/statm")).Split(' ')[1];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1024.0 / 1024;
    }

    public static TimeSpan Median(IReadOnlyCollection<TimeSpan> spans) => spans.Order().ElementAt(spans.Count / 2);

    /// <summary>The median and the 95th percentile, in ms.</summary>
    public static string Milliseconds(IReadOnlyCollection<TimeSpan> spans)
    {
        var sorted = spans.Order().ToList();
        var (median, p95) = (sorted[sorted.Count / 2], sorted[sorted.Count * 95 / 100]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {median.TotalMilliseconds:0.0} ms, p95 {p95.TotalMilliseconds:0.0} ms"
        );
    }
}
