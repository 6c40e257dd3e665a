using System.Text.RegularExpressions;

namespace Temper.Testing;

/// <summary>The completion files of a program, and what the shells make of them.</summary>
public sealed partial class ShellCompletion(string program)
{
    public static readonly string[] Shells = ["bash", "zsh", "fish"];

    /// <summary>Returns the packaged file for a shell.</summary>
    public string FileOf(string shell) =>
        Path.Combine(
            SourceTree.Root,
            "packaging",
            "completion",
            shell,
            shell switch
            {
                "zsh" => $"_{program}",
                "fish" => $"{program}.fish",
                _ => program,
            }
        );

    /// <summary>Returns what bash offers at the end of a command line, with the script that a file contains.</summary>
    public async Task<IReadOnlyList<string>> CompleteInBashAsync(string file, string line)
    {
        var (exitCode, offers) = await Shell.RunAsync(
            $$"""
            source '{{file}}' || exit 1
            function=$(complete -p {{program}} | grep -oP -- '-F \K\S+') || exit 1
            COMP_LINE='{{line}}' COMP_POINT=${#COMP_LINE}
            $function
            [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}" >&2
            """
        );
        return exitCode == 0
            ? offers.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"bash failed: {offers}");
    }

    /// <summary>Returns the syntax errors of a file, or <see langword="null"/> if its shell is not installed.</summary>
    public static async Task<string?> SyntaxErrorsAsync(string shell, string file)
    {
        const int NotInstalled = 127;
        var (exitCode, errors) = await Shell.RunAsync(
            $"command -v {shell} || exit {NotInstalled}; {shell} -n '{file}'"
        );
        return exitCode == NotInstalled ? null : errors;
    }

    /// <summary>Returns the flags in the text of <c>--help</c>.</summary>
    public static IEnumerable<string> FlagsIn(string help) =>
        HelpEntry().Matches(help).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"^\s+(?:-\S+, )*(--[a-z]\S*)", RegexOptions.Multiline)]
    private static partial Regex HelpEntry();
}
