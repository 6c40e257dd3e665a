using System.Text.RegularExpressions;

namespace Temper.Testing;

/// <summary>The flags that texts name, so that tests can compare documents with a program's own help.</summary>
public static partial class DocumentedFlags
{
    /// <summary>Reads a file of the source tree.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([SourceTree.Root, .. path]));

    /// <summary>Returns the flags that <c>--help</c> lists, apart from those of optional builds.</summary>
    public static IReadOnlyList<string> InHelp(string help) =>
        [.. Find(HelpEntry(), help).Where(flag => flag != "--backend")];

    /// <summary>Returns the flags in the first column of the tables of a Markdown document.</summary>
    public static IReadOnlyList<string> InTables(string document) => Find(TableRow(), document);

    /// <summary>Returns the flags that have an entry in a manual page.</summary>
    public static IReadOnlyList<string> InManual(string page) =>
        Find(ManualEntry(), page.Replace(@"\-", "-", StringComparison.Ordinal));

    private static string[] Find(Regex entry, string text) =>
        [
            .. entry
                .Matches(text)
                .SelectMany(match => Flag().Matches(match.Groups[1].Value))
                .Select(flag => flag.Value)
                .Distinct(),
        ];

    [GeneratedRegex(@"^\s+(?:-\S+, )*(--[a-z]\S*)", RegexOptions.Multiline)]
    private static partial Regex HelpEntry();

    [GeneratedRegex(@"^\| (`--[^`]*`) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"^\.TP\n(\.B.*)$", RegexOptions.Multiline)]
    private static partial Regex ManualEntry();

    [GeneratedRegex(@"--[a-z][a-z0-9.-]*")]
    private static partial Regex Flag();
}
