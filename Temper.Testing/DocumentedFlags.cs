using System.Text.RegularExpressions;

namespace Temper.Testing;

/// <summary>A flag as a text documents it.</summary>
/// <param name="Name">The flag, such as <c>--bind-port</c>.</param>
/// <param name="Value">The placeholder of its value, without brackets, or an empty text.</param>
/// <param name="Default">The default, or <see langword="null"/> if the text has none.</param>
public sealed record DocumentedFlag(string Name, string Value, string? Default);

/// <summary>The flags that texts document, so that tests can compare documents with a program's own help.</summary>
public static partial class DocumentedFlags
{
    // What the tables say of flags without a default in the help.
    private static readonly string[] NoDefaults =
    [
        "",
        "off",
        "none",
        "ignored",
        "no limit",
        "all devices",
        "by firmware version",
    ];

    /// <summary>Reads a file of the source tree.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([SourceTree.Root, .. path]));

    /// <summary>Returns the flags that <c>--help</c> lists, apart from those of optional builds.</summary>
    public static IReadOnlyList<DocumentedFlag> InHelp(string help) =>
        [
            .. HelpEntry()
                .Matches(help)
                .Where(entry => entry.Groups["flag"].Value != "--backend")
                .Select(entry => FlagOf(entry, Default().Match(WhiteSpace().Replace(entry.Groups["text"].Value, " "))))
                .Distinct(),
        ];

    /// <summary>Returns the flags in the first column of the tables of a Markdown document.</summary>
    public static IReadOnlyList<DocumentedFlag> InTables(string document) =>
        [
            .. (
                from table in Table().Matches(document)
                let hasDefaults = table.Value.StartsWith("| Flag | Default |", StringComparison.Ordinal)
                from row in TableRow().Matches(table.Value)
                let flag = FlagOf(row, row)
                select hasDefaults && !NoDefaults.Contains(flag.Default) ? flag : flag with { Default = null }
            ).Distinct(),
        ];

    /// <summary>Returns the flags that have an entry in a manual page.</summary>
    public static IReadOnlyList<DocumentedFlag> InManual(string page) =>
        [
            .. ManualEntry()
                .Matches(Escape().Replace(page, match => match.Value == @"\-" ? "-" : ""))
                .Select(entry => FlagOf(entry, ManualDefault().Match(entry.Groups["text"].Value))),
        ];

    private static DocumentedFlag FlagOf(Match entry, Match defaultValue) =>
        new(
            entry.Groups["flag"].Value,
            Brackets().Replace(entry.Groups["value"].Value, ""),
            defaultValue.Groups["default"] is { Success: true, Value: var text } ? text.Trim('`') : null
        );

    [GeneratedRegex(
        @"^  (?:-\S+, )*(?<flag>--[a-z][\w.-]*)(?: <(?<value>\S+)>)?(?: \(REQUIRED\))?(?<text>.*\n(?: {10,}.*\n)*)",
        RegexOptions.Multiline
    )]
    private static partial Regex HelpEntry();

    [GeneratedRegex(@"\[default: (?<default>[^\]]*)\]")]
    private static partial Regex Default();

    [GeneratedRegex(@"^(?:\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(
        @"^\| `(?<flag>--[a-z][\w.-]*)(?: (?<value>[^`]+))?` \| (?:(?<default>[^|]*?) )?\|",
        RegexOptions.Multiline
    )]
    private static partial Regex TableRow();

    [GeneratedRegex(
        @"^\.TP\n\.B[IR]? (?<flag>--[a-z][\w.-]*)(?: ""? ?(?<value>[^\n]+))?\n(?<text>(?:(?!\.TP|\.SH).*\n)*)",
        RegexOptions.Multiline
    )]
    private static partial Regex ManualEntry();

    [GeneratedRegex(@"Default:\s+(?:\.BR? )?(?<default>.*?)(?:[.,]?\n| ?[.,] )")]
    private static partial Regex ManualDefault();

    [GeneratedRegex(@"\\(?:-|f.|e)")]
    private static partial Regex Escape();

    [GeneratedRegex(@"[\[\]\\"" ]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
