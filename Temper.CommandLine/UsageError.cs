using System.CommandLine;
using System.CommandLine.Parsing;

namespace Temper.CommandLine;

/// <summary>
/// Describes what is wrong with a command line, in one line that quotes what the user typed and says what to do. The
/// messages of the parser itself do neither.
/// </summary>
internal static class UsageError
{
    /// <summary>Describes the first error of a command line.</summary>
    /// <param name="program">The program's name, for the hint to use its <c>--help</c>.</param>
    /// <param name="result">A result with at least one error.</param>
    public static string Of(string program, ParseResult result)
    {
        var command = result.CommandResult.Command;
        var isRoot = result.CommandResult == result.RootCommandResult;
        var help = isRoot ? $"see {program} --help" : $"see {program} {command.Name} --help";
        // A wrong value explains an argument that is left over, as in "--config --bind-port 1".
        var error =
            result.Errors.FirstOrDefault(error => error.SymbolResult is OptionResult { IdentifierToken: not null })
            ?? result.Errors[0];
        return (isRoot ? "" : $"{command.Name}: ") + Describe();

        string Describe() =>
            result.UnmatchedTokens is [['-', ..] flag, ..] ? UnknownFlag(flag, command, help)
            : error.SymbolResult is OptionResult { IdentifierToken: not null } given ? OfOption(given, error.Message)
            : result.UnmatchedTokens is [var word, ..] ? UnknownWord(word, command, help)
            : error.SymbolResult is OptionResult missing ? OfOption(missing, error.Message)
            : error.SymbolResult is ArgumentResult { Tokens: [] } argument ? $"missing {argument.Argument.Name}; {help}"
            : error.Message;
    }

    /// <summary>Describes a word that starts with a dash and is not a flag of the command.</summary>
    public static string UnknownFlag(string word, Command command, string otherwise)
    {
        var flag = word.Split('=', 2)[0];
        // Belongs to the root command, and holds for all.
        var known = command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help");
        if (command.Subcommands.FirstOrDefault(sub => $"--{sub.Name}" == flag && !sub.Hidden) is { } named)
        {
            return $"unknown flag '{flag}'; did you mean the command {named.Name}?";
        }

        return $"unknown flag '{flag}'{Spelling.Hint(flag, known, otherwise)}";
    }

    private static string UnknownWord(string word, Command command, string help)
    {
        var commands = command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name).ToList();
        return commands.Count == 0
            ? $"unexpected argument '{word}'; {help}"
            : $"unknown command '{word}'{Spelling.Hint(word, commands, $"commands: {string.Join(", ", commands)}")}";
    }

    private static string OfOption(OptionResult result, string message)
    {
        var option = result.Option;
        return result.IdentifierToken is null ? $"missing {UsageOf(option)}"
            : option is VersionOption ? $"{option.Name} cannot be combined with other arguments"
            : result.Tokens.Count < option.Arity.MinimumNumberOfValues
                ? $"{option.Name}: missing value; give {UsageOf(option)}"
            : result.Tokens.Count > option.Arity.MaximumNumberOfValues
                ? $"{option.Name}: given {result.IdentifierTokenCount} times; give it once"
            : message;
    }

    private static string UsageOf(Option option) => $"{option.Name} {option.HelpName}";
}
