using System.CommandLine;
using System.CommandLine.Help;

namespace Temper.CommandLine;

/// <summary>
/// Flags from environment variables: <c>TEMPER_WEB_LISTEN_ADDRESS</c> stands for <c>--web.listen-address</c>. A flag
/// overrides its variable, and the variables of flags that it cannot be combined with.
/// </summary>
internal static class EnvironmentSettings
{
    private const string Prefix = "TEMPER_";

    private static readonly string[] TrueWords = ["1", "true", "yes", "on"];
    private static readonly string[] FalseWords = ["0", "false", "no", "off"];

    /// <summary>Returns the arguments that the environment adds. An empty variable adds nothing.</summary>
    /// <param name="command">The command that the arguments are for.</param>
    /// <param name="given">The parsed command line.</param>
    /// <param name="options">The flags that have a variable.</param>
    /// <param name="rivals">Pairs of groups of flags that cannot be combined.</param>
    /// <param name="variable">Returns the value of a variable.</param>
    /// <exception cref="FormatException">The value of a variable is invalid; the message is one line that names it.
    /// </exception>
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

    /// <summary>Returns the name of the variable that stands for a flag.</summary>
    public static string VariableOf(Option option) =>
        Prefix + option.Name.TrimStart('-').Replace('-', '_').Replace('.', '_').ToUpperInvariant();

    /// <summary>Returns one line for each variable that begins like those of the flags but is unknown.</summary>
    /// <param name="environment">All variables.</param>
    /// <param name="options">The flags that have a variable.</param>
    /// <param name="onlySimilar">Whether to report only variables that resemble a known one, because another program
    /// has variables that begin alike.</param>
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

            if (!onlySimilar || Spelling.Nearest(name, known) is not null)
            {
                yield return $"unknown environment variable '{name}'"
                    + Spelling.Hint(name, known, "each flag in --help has one");
            }
        }
    }

    // In Kubernetes, a service named temper adds variables to every container: TEMPER_PORT=tcp://10.0.0.1:9204, and
    // others.
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

    // The values of a repeatable flag are separated by spaces.
    private static List<string> ArgumentsOf(Option option, string name, string value)
    {
        if (option.Arity.MinimumNumberOfValues == 0) // a flag without a value, or with an optional one
        {
            return TrueWords.Contains(value, StringComparer.OrdinalIgnoreCase) ? [option.Name]
                : FalseWords.Contains(value, StringComparer.OrdinalIgnoreCase) ? []
                : option is Option<bool>
                    ? throw new FormatException($"{name}: '{value}' is not one of 1, 0, yes, no, true, false, on, off")
                : [$"{option.Name}={value}"];
        }

        var values =
            option.Arity.MaximumNumberOfValues > 1
                ? value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                : [value];
        return [.. values.Select(single => $"{option.Name}={single}")];
    }
}
