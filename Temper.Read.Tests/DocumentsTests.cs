using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>The documents name every flag of temper-read and its commands, and no other ones.</summary>
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

    private static async Task<IReadOnlyList<string>> FlagsAsync()
    {
        var output = new StringWriter();
        string[][] commands =
        [
            [],
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
