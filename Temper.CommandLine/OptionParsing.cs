using System.CommandLine;
using System.CommandLine.Parsing;

namespace Temper.CommandLine;

/// <summary>Parses the values of flags. What is wrong with a value is one line, which quotes it.</summary>
internal static class OptionParsing
{
    public delegate bool TryParse<T>(string text, out T? value);

    /// <summary>Parses the value of a flag.</summary>
    /// <param name="result">The flag's value as it was typed; gets an error if the value is invalid.</param>
    /// <param name="tryParse">Parses the text.</param>
    /// <param name="expected">What the text must be, as it follows "is not ".</param>
    public static T? Parse<T>(ArgumentResult result, TryParse<T> tryParse, string expected) =>
        Parse(result, result.Tokens[0].Value, tryParse, expected);

    /// <summary>Parses the values of a flag that may be repeated.</summary>
    /// <inheritdoc cref="Parse{T}(ArgumentResult, TryParse{T}, string)"/>
    public static T[] ParseEach<T>(ArgumentResult result, TryParse<T> tryParse, string expected) =>
        [.. result.Tokens.Select(token => Parse(result, token.Value, tryParse, expected)!)];

    /// <summary>Names the values that a flag takes, for its placeholder and for shell completion.</summary>
    /// <param name="option">The flag.</param>
    /// <param name="values">All values that can be listed.</param>
    public static Option<T> Taking<T>(this Option<T> option, params IReadOnlyList<string> values)
    {
        option.HelpName ??= string.Join('|', values);
        option.CompletionSources.Clear(); // of an enumeration, they are the names in the code
        option.CompletionSources.Add([.. values]);
        return option;
    }

    /// <summary>
    /// Rejects a value that begins with "--". It is a flag that the parser took for the value of the flag before it:
    /// a misspelled one, or one that follows a flag whose value is missing.
    /// </summary>
    public static void RejectFlags(OptionResult result)
    {
        if (result.Tokens.FirstOrDefault(IsFlag) is { Value: var flag } && result.Parent is CommandResult parent)
        {
            var name = result.IdentifierToken?.Value ?? result.Option.Name;
            var isKnown = parent.Command.Options.Any(option => option.Name == flag);
            result.AddError(
                isKnown
                    ? $"{name}: missing value before '{flag}'; give {name} {result.Option.HelpName}"
                    : UsageError.UnknownFlag(flag, parent.Command, $"{name} takes {result.Option.HelpName}")
            );
        }
    }

    /// <summary>Rejects an argument that begins with "--", because it is a misspelled flag.</summary>
    public static void RejectFlags(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(IsFlag) is { Value: var flag } && result.Parent is CommandResult parent)
        {
            result.AddError(UsageError.UnknownFlag(flag, parent.Command, $"expected {result.Argument.Name}"));
        }
    }

    private static bool IsFlag(Token token) => token.Value.StartsWith("--", StringComparison.Ordinal);

    private static T? Parse<T>(ArgumentResult result, string text, TryParse<T> tryParse, string expected)
    {
        if (tryParse(text, out var value))
        {
            return value;
        }

        result.AddError($"{((OptionResult)result.Parent!).IdentifierToken?.Value}: '{text}' is not {expected}");
        return default;
    }
}
