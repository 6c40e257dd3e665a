using System.CommandLine.Parsing;

namespace Temper.CommandLine;

/// <summary>Parses a flag's value, or says in one line what is wrong with it.</summary>
internal static class OptionParsing
{
    public delegate bool TryParse<T>(string text, out T? value);

    public static T? Parse<T>(ArgumentResult result, TryParse<T> tryParse, string expected)
    {
        var text = result.Tokens[0].Value;
        if (tryParse(text, out var value))
        {
            return value;
        }

        result.AddError($"{((OptionResult)result.Parent!).IdentifierToken?.Value}: '{text}' is not {expected}");
        return default;
    }
}
