using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>What becomes of temper-read when its standard streams are closed, full or without a reader.</summary>
[Platform("Linux", Reason = "bash sets the streams up")]
public sealed class StandardStreamsTests
{
    private static readonly string Program = $"dotnet {typeof(ReadProgram).Assembly.Location}";

    [TestCase("--simulate >&-", ExitCode.Success)]
    [TestCase("--simulate 2>&-", ExitCode.Success)]
    [TestCase("--simulate <&- >&- 2>&-", ExitCode.Success)]
    [TestCase("--jsno 2>/dev/full", ExitCode.Usage)]
    [TestCase("--jsno 2>&-", ExitCode.Usage)]
    [TestCase("--simulate >/dev/full", ExitCode.Failure)]
    public async Task It_ends_with_a_status_and_not_by_a_signal(string rest, int expected) =>
        (await Shell.RunAsync($"{Program} {rest}")).ExitCode.Should().Be(expected);

    [TestCase("--watch 0.1")]
    [TestCase("--watch 0.1 --csv")]
    public async Task Watching_ends_quietly_when_nothing_reads_it_any_more(string flags) =>
        (await Shell.RunAsync($"{Program} --simulate {flags} | head -3 >/dev/null; exit ${{PIPESTATUS[0]}}"))
            .Should()
            .Be((ExitCode.ClosedPipe, ""));
}
