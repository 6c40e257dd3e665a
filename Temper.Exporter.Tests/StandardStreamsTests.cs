using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Exporter.Tests;

/// <summary>What becomes of the exporter when its standard streams are closed or full.</summary>
[Platform("Linux", Reason = "bash sets the streams up")]
public sealed class StandardStreamsTests
{
    private static readonly string Program = $"dotnet {typeof(ExporterProgram).Assembly.Location}";

    [TestCase("--bind-port nope >&-", ExitCode.Usage)]
    [TestCase("--bind-port nope 2>&-", ExitCode.Usage)]
    [TestCase("--bind-port nope <&- >&- 2>&-", ExitCode.Usage)]
    [TestCase("--bind-port nope 2>/dev/full", ExitCode.Usage)]
    [TestCase("--version >&-", ExitCode.Success)]
    [TestCase("--version >/dev/full", ExitCode.Failure)]
    public async Task The_exporter_ends_with_a_status_and_not_by_a_signal(string rest, int expected) =>
        (await Shell.RunAsync($"{Program} {rest}")).ExitCode.Should().Be(expected);
}
