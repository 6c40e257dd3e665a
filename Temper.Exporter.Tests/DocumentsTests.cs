using System.Text.RegularExpressions;
using Temper.Testing;

namespace Temper.Exporter.Tests;

/// <summary>
/// The documents have every flag of the exporter, with the placeholder and default of the help, every metric, and no
/// others.
/// </summary>
public sealed partial class DocumentsTests
{
    private static readonly string Page = DocumentedFlags.Read("docs", "exporter.md");

    [Test]
    public async Task The_page_has_the_flags_of_the_help() =>
        DocumentedFlags.InTables(Page).Should().BeEquivalentTo(await FlagsAsync());

    [Test]
    public async Task The_manual_page_has_the_flags_of_the_help() =>
        DocumentedFlags
            .InManual(DocumentedFlags.Read("packaging", "man", "temper-exporter.1"))
            .Should()
            .BeEquivalentTo(await FlagsAsync());

    [Test]
    public async Task The_configuration_of_the_service_has_the_flags_of_the_help() =>
        InComment()
            .Matches(DocumentedFlags.Read("packaging", "debian", "prometheus-temper-exporter.default"))
            .Select(match => match.Value)
            .Should()
            .BeEquivalentTo(
                (await FlagsAsync()).Select(flag => flag.Name).Where(name => name is not ("--help" or "--version"))
            );

    [Test]
    public void The_page_has_the_metrics_that_are_exposed() =>
        Documented()
            .Matches(Page)
            .Select(match => match.Groups[1].Value)
            .Should()
            .BeEquivalentTo(
                Directory
                    .GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "*.prom")
                    .SelectMany(file => Exposed().Matches(File.ReadAllText(file)))
                    .Select(match => match.Groups[1].Value)
                    .Append("temper_exporter_simulated") // only with --simulate
                    .Append("temper_exporter_config_last_reload_successful") // only with a file
                    .Append("temper_exporter_config_last_reload_success_timestamp_seconds")
                    .Distinct()
            );

    private static async Task<IReadOnlyList<DocumentedFlag>> FlagsAsync()
    {
        var (output, error) = (new PrintedText(), new PrintedText());
        (await ExporterProgram.RunAsync(["--help"], output, error)).Should().Be(0);
        return DocumentedFlags.InHelp(output.ToString());
    }

    [GeneratedRegex("(?<=^#   )--[a-z0-9.-]+", RegexOptions.Multiline)]
    private static partial Regex InComment();

    [GeneratedRegex("^\\| `(temper_\\w+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Documented();

    [GeneratedRegex("^# TYPE (temper_\\w+) ", RegexOptions.Multiline)]
    private static partial Regex Exposed();
}
