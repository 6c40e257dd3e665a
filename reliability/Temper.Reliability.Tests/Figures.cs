using System.Globalization;

namespace Temper.Reliability.Tests;

/// <summary>What was measured, for people: .ci/reliability prints it at the end.</summary>
internal static class Figures
{
    private static readonly Lock Gate = new();

    /// <summary>Adds a line to the file that the environment names, or to the test's output.</summary>
    public static void Add(string what, string figure)
    {
        var line = $"{what}: {figure}";
        if (Environment.GetEnvironmentVariable("TEMPER_FIGURES") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, line + "\n");
            }
        }

        TestContext.Out.WriteLine(line);
    }

    public static string Seconds(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.000} s");

    /// <summary>Median, 99th percentile and slowest, in ms.</summary>
    public static string Milliseconds(IEnumerable<TimeSpan> spans)
    {
        var sorted = spans.Select(span => span.TotalMilliseconds).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {sorted[sorted.Count / 2]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms, "
                + $"slowest {sorted[^1]:0.0} ms"
        );
    }
}
