using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>
/// The documents have every flag of temper-read and its commands, with the placeholder and default of the help, and no
/// others.
/// </summary>
public sealed class DocumentsTests
{
    [Test]
    public async Task The_page_has_the_flags_of_the_help() =>
        DocumentedFlags
            .InTables(DocumentedFlags.Read("docs", "temper-read.md"))
            .Should()
            .BeEquivalentTo(await FlagsAsync());

    [Test]
    public async Task The_manual_page_has_the_flags_of_the_help() =>
        DocumentedFlags
            .InManual(DocumentedFlags.Read("packaging", "man", "temper-read.1"))
            .Should()
            .BeEquivalentTo(await FlagsAsync());

    [Test]
    public async Task The_help_has_examples_variables_and_every_exit_status()
    {
        var output = new PrintedText();
        (await ReadProgram.RunAsync(["--help"], output, TextWriter.Null)).Should().Be(0);

        output
            .ToString()
            .Should()
            .ContainAll("\nExamples:\n  temper-read ", "\nEnvironment:\n  TEMPER_DEVICE_TIMEOUT ");
        ReadHelp
            .ExitStatuses.Select(row => row.Term)
            .Should()
            .Equal(
                new[]
                {
                    ExitCode.Success,
                    ExitCode.Failure,
                    ExitCode.Usage,
                    DeviceExitCode.NoneFound,
                    DeviceExitCode.NoPermission,
                    DeviceExitCode.Interrupted,
                    ExitCode.ClosedPipe,
                }.Select(status => $"{status}")
            );
        ExitStatuses("temper-read.1").Should().Equal(ReadHelp.ExitStatuses.Select(row => row.Term));
    }

    private static IEnumerable<string> ExitStatuses(string manual) =>
        DocumentedFlags
            .Read("packaging", "man", manual)
            .Split(".SH EXIT STATUS\n", 2)[1]
            .Split(".SH", 2)[0]
            .Split('\n')
            .Where(line => line.StartsWith(".B ", StringComparison.Ordinal) && char.IsAsciiDigit(line[3]))
            .Select(line => line[3..]);

    private static async Task<IReadOnlyList<DocumentedFlag>> FlagsAsync()
    {
        var output = new PrintedText();
        string[][] commands =
        [
            [],
            ["check"],
            ["capture"],
            ["replay"],
            ["decode"],
        ];
        foreach (var command in commands)
        {
            (await ReadProgram.RunAsync([.. command, "--help"], output, TextWriter.Null)).Should().Be(0);
        }

        return DocumentedFlags.InHelp(output.ToString());
    }
}
