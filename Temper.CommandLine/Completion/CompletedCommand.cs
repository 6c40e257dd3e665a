using System.CommandLine;
using System.CommandLine.Completions;

namespace Temper.CommandLine.Completion;

/// <summary>A command as a shell completes it.</summary>
/// <param name="Name">The program's name, or the subcommand's.</param>
/// <param name="Description">What it does, in one line.</param>
/// <param name="Flags">The flags that <c>--help</c> lists.</param>
/// <param name="TakesFiles">Whether it takes the names of files as arguments.</param>
/// <param name="Commands">The subcommands that <c>--help</c> lists.</param>
internal sealed record CompletedCommand(
    string Name,
    string Description,
    IReadOnlyList<CompletedFlag> Flags,
    bool TakesFiles,
    IReadOnlyList<CompletedCommand> Commands
)
{
    /// <summary>Takes a command from the parser.</summary>
    /// <param name="root">The root command.</param>
    /// <param name="program">The program's name.</param>
    public static CompletedCommand Of(RootCommand root, string program) => Of(root, program, inherited: []);

    private static CompletedCommand Of(Command command, string name, IReadOnlyList<Option> inherited)
    {
        var flags = command.Options.Concat(inherited).Where(option => !option.Hidden).ToList();
        return new(
            name,
            command.Description ?? "",
            [.. flags.Select(CompletedFlag.Of)],
            command.Arguments.Any(argument => argument.Name == CompletedFlag.File),
            [
                .. command
                    .Subcommands.Where(sub => !sub.Hidden)
                    .Select(sub => Of(sub, sub.Name, [.. flags.Where(flag => flag.Recursive)])),
            ]
        );
    }
}

/// <summary>A flag as a shell completes it.</summary>
/// <param name="Names">Its spellings: <c>--help</c>, <c>-h</c>.</param>
/// <param name="Description">What it does, without the default.</param>
/// <param name="Value">The placeholder of its value, or <see langword="null"/> for a flag without one.</param>
/// <param name="IsValueOptional">Whether the flag may stand without its value.</param>
/// <param name="IsRepeatable">Whether the flag may be given more than once.</param>
/// <param name="Values">The values to offer.</param>
/// <param name="TakesFile">Whether the value can be a file.</param>
internal sealed record CompletedFlag(
    IReadOnlyList<string> Names,
    string Description,
    string? Value,
    bool IsValueOptional,
    bool IsRepeatable,
    IReadOnlyList<string> Values,
    bool TakesFile
)
{
    /// <summary>The placeholder that stands for the name of a file.</summary>
    public const string File = "FILE";

    /// <summary>Takes a flag from the parser.</summary>
    public static CompletedFlag Of(Option option)
    {
        var hasValue = option.Arity.MaximumNumberOfValues > 0 && option is not Option<bool>;
        return new(
            [.. option.Aliases.Prepend(option.Name).Where(IsTypedInShells)],
            (option.Description ?? "").Split(" [default", 2)[0],
            hasValue ? option.HelpName : null,
            option.Arity.MinimumNumberOfValues == 0,
            option.Arity.MaximumNumberOfValues > 1,
            hasValue ? [.. option.GetCompletions(CompletionContext.Empty).Select(item => item.Label)] : [],
            hasValue && (option.HelpName ?? "").Split('|').Contains(File)
        );
    }

    // The parser knows -?, /h and /? too, which a shell would expand or take for a path.
    private static bool IsTypedInShells(string name) =>
        name.StartsWith('-') && !name.Contains('?', StringComparison.Ordinal);
}
