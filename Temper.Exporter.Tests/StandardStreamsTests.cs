using System.Diagnostics;
using Temper.Read;

namespace Temper.Exporter.Tests;

/// <summary>What becomes of both programs when their standard streams are closed, full or without a reader.</summary>
[Platform("Linux", Reason = "bash sets the streams up")]
public sealed class StandardStreamsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // how long a hang may hold up the tests
    private static readonly string ExporterPath = typeof(ExporterProgram).Assembly.Location;

    // Beside the tests, temper-read has libraries that it lacks from the exporter's framework.
    private static readonly string ReadPath =
        $"exec --runtimeconfig {Path.ChangeExtension(ExporterPath, "runtimeconfig.json")} "
        + $"--depsfile {Path.ChangeExtension(ExporterPath, "deps.json")} {typeof(ReadProgram).Assembly.Location}";

    [TestCase("--bind-port nope >&-", ExitCode.Usage)]
    [TestCase("--bind-port nope 2>&-", ExitCode.Usage)]
    [TestCase("--bind-port nope <&- >&- 2>&-", ExitCode.Usage)]
    [TestCase("--bind-port nope 2>/dev/full", ExitCode.Usage)]
    [TestCase("--version >&-", ExitCode.Success)]
    [TestCase("--version >/dev/full", ExitCode.Failure)]
    public async Task The_exporter_ends_with_a_status_and_not_by_a_signal(string rest, int expected)
        => (await RunAsync($"dotnet {ExporterPath} {rest}")).ExitCode.Should().Be(expected);

    [TestCase("--simulate >&-", 0)]
    [TestCase("--simulate 2>&-", 0)]
    [TestCase("--simulate <&- >&- 2>&-", 0)]
    [TestCase("--jsno 2>/dev/full", 2)]
    [TestCase("--jsno 2>&-", 2)]
    [TestCase("--simulate >/dev/full", 1)]
    public async Task The_reader_ends_with_a_status_and_not_by_a_signal(string rest, int expected)
        => (await RunAsync($"dotnet {ReadPath} {rest}")).ExitCode.Should().Be(expected);

    [TestCase("--watch 0.1")]
    [TestCase("--watch 0.1 --csv")]
    public async Task Watching_ends_quietly_when_nothing_reads_it_any_more(string flags)
    {
        var (exitCode, error) = await RunAsync($"dotnet {ReadPath} --simulate {flags} | head -3 >/dev/null; exit ${{PIPESTATUS[0]}}");

        (exitCode, error).Should().Be((141, ""));
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string command)
    {
        var bash = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(bash)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await output.WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, error);
    }
}
