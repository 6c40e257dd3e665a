using System.Text.RegularExpressions;
using Temper.Testing;

namespace Temper.Mqtt.Tests;

/// <summary>The documents and the package's files have the flags of the help, and no others.</summary>
public sealed partial class DocumentsTests
{
    [Test]
    public async Task The_page_has_the_flags_of_the_help() =>
        DocumentedFlags
            .InTables(DocumentedFlags.Read("docs", "home-assistant.md"))
            .Should()
            .BeEquivalentTo(await FlagsAsync());

    [Test]
    public async Task The_manual_page_has_the_flags_of_the_help() =>
        DocumentedFlags
            .InManual(DocumentedFlags.Read("packaging", "man", "temper-mqtt.1"))
            .Should()
            .BeEquivalentTo(await FlagsAsync());

    [Test]
    public async Task The_configuration_of_the_service_has_the_flags_of_the_help() =>
        InComment()
            .Matches(DocumentedFlags.Read("packaging", "debian", "temper-mqtt.default"))
            .Select(match => match.Value)
            .Should()
            .BeEquivalentTo(
                (await FlagsAsync()).Select(flag => flag.Name).Where(name => name is not ("--help" or "--version"))
            );

    private static async Task<IReadOnlyList<DocumentedFlag>> FlagsAsync() =>
        DocumentedFlags.InHelp(await MqttHelpText.PrintAsync("--help"));

    [GeneratedRegex("(?<=^#   )--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex InComment();
}
