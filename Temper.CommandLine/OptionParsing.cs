using System.CommandLine.Parsing;

namespace Temper.CommandLine;

/// <summary>Parses a flag's value, or says in one line what is wrong with it.</summary>
internal static class OptionParsing
{
    public delegate bool TryParse<T>(string text, out T? value);

    public static T? Parse<T>(ArgumentResult result, TryParse<T> tryParse, string expected) =>
        Parse(result, result.Tokens[0].Value, tryParse, expected);

    /// <summary>The same for a flag that may be repeated.</summary>
    public static T[] ParseEach<T>(ArgumentResult result, TryParse<T> tryParse, string expected) =>
        [.. result.Tokens.Select(token => Parse(result, token.Value, tryParse, expected)!)];

    /// <summary>
    /// Refuses a value that begins with "--": it is a misspelled flag, taken for the value of the one before.
    /// </summary>
    public static void RefuseFlags(OptionResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } flag)
        {
            result.AddError($"{result.IdentifierToken?.Value}: '{flag.Value}' is an unknown flag, not a value");
        }
    }

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
