using System.CommandLine;
using System.CommandLine.Help;

namespace Temper.CommandLine;

/// <summary>
/// Every flag has an environment variable: <c>--web.listen-address</c> is <c>TEMPER_WEB_LISTEN_ADDRESS</c>. The flag
/// wins, and so does a flag that excludes the variable's.
/// </summary>
internal static class EnvironmentSettings
{
    private const string Prefix = "TEMPER_";

    private static readonly string[] TrueWords = ["1", "true", "yes", "on"];
    private static readonly string[] FalseWords = ["0", "false", "no", "off"];

    /// <summary>The arguments that the environment adds; an empty variable adds nothing.</summary>
    /// <param name="command">The command that the arguments are for.</param>
    /// <param name="given">What the command line says.</param>
    /// <param name="options">The options that may come from the environment.</param>
    /// <param name="rivals">Pairs of groups of options that exclude each other.</param>
    /// <param name="variable">Looks up a variable.</param>
    /// <exception cref="FormatException">A variable's value cannot be used; the message is one
    /// line that names it.</exception>
    public static IReadOnlyList<string> Arguments(
        Command command,
        ParseResult given,
        IEnumerable<Option> options,
        IReadOnlyList<(Option[] One, Option[] Other)> rivals,
        Func<string, string?> variable
    )
    {
        var added = new List<string>();
        foreach (var option in options.Where(option => option is not (HelpOption or VersionOption)))
        {
            var name = VariableOf(option);
            if (
                !RivalsOf(option, rivals).Append(option).Any(IsGiven) && variable(name)?.Trim() is { Length: > 0 } value
            )
            {
                var arguments = ArgumentsOf(option, name, value);
                added.AddRange(
                    command.Parse(arguments).Errors is [var first, ..]
                        ? throw new FormatException($"{name}: {first.Message}")
                        : arguments
                );
            }
        }

        return added;

        bool IsGiven(Option option) => given.GetResult(option) is { Implicit: false };
    }

    /// <summary>The variable that stands for an option.</summary>
    public static string VariableOf(Option option) =>
        Prefix + option.Name.TrimStart('-').Replace('-', '_').Replace('.', '_').ToUpperInvariant();

    /// <summary>One line for each variable that looks like one of ours and is not.</summary>
    /// <param name="environment">All variables.</param>
    /// <param name="options">The options whose variables are known.</param>
    /// <param name="onlySimilar">Whether to report only those that are nearly a known one, because other programs'
    /// begin so too.</param>
    public static IEnumerable<string> Unknown(
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<Option> options,
        bool onlySimilar
    )
    {
        var known = options.Select(VariableOf).ToList();
        foreach (var (name, value) in environment.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (
                !name.StartsWith(Prefix, StringComparison.Ordinal)
                || known.Contains(name)
                || IsServiceLink(name, value)
            )
            {
                continue;
            }

            if (Spelling.Nearest(name, known) is { } nearest)
            {
                yield return $"unknown environment variable {name}; did you mean {nearest}?";
            }
            else if (!onlySimilar)
            {
                yield return $"unknown environment variable {name}; --help lists the flags that have one";
            }
        }
    }

    // Kubernetes gives every container the address of a service named
    // temper: TEMPER_PORT=tcp://10.0.0.1:9204, and more.
    private static bool IsServiceLink(string name, string value) =>
        name.Contains("_SERVICE_", StringComparison.Ordinal)
        || name.Contains("_PORT_", StringComparison.Ordinal)
        || value.Contains("://", StringComparison.Ordinal);

    private static IEnumerable<Option> RivalsOf(Option option, IReadOnlyList<(Option[] One, Option[] Other)> rivals) =>
        rivals.SelectMany(pair =>
            pair.One.Contains(option) ? pair.Other
            : pair.Other.Contains(option) ? pair.One
            : []
        );

    // What may be repeated on the command line is separated by blanks here.
    private static List<string> ArgumentsOf(Option option, string name, string value)
    {
        if (option.Arity.MinimumNumberOfValues == 0) // a flag without a value, or one that can do without
        {
            return TrueWords.Contains(value, StringComparer.OrdinalIgnoreCase) ? [option.Name]
                : FalseWords.Contains(value, StringComparer.OrdinalIgnoreCase) ? []
                : option is Option<bool>
                    ? throw new FormatException($"{name}: '{value}' is not one of 1, 0, yes, no, true, false")
                : [$"{option.Name}={value}"];
        }

        var values =
            option.Arity.MaximumNumberOfValues > 1
                ? value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                : [value];
        return [.. values.Select(single => $"{option.Name}={single}")];
    }
}
