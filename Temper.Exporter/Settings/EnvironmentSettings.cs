using System.CommandLine;
using System.CommandLine.Help;

namespace Temper.Exporter.Settings;

/// <summary>Every flag has an environment variable: <c>--web.listen-address</c> is <c>TEMPER_WEB_LISTEN_ADDRESS</c>. The flag wins.</summary>
internal static class EnvironmentSettings
{
    /// <summary>The arguments with those that the environment adds; an empty variable adds nothing.</summary>
    /// <exception cref="FormatException">A variable's value cannot be used; the message is one line that names it.</exception>
    public static IReadOnlyList<string> Complete(Command root, IReadOnlyList<string> args, Func<string, string?> variable)
    {
        var given = root.Parse(args);
        var added = new List<string>();
        foreach (var option in root.Options.Where(option => option is not (HelpOption or VersionOption)))
        {
            var name = VariableOf(option);
            if (given.GetResult(option) is null or { Implicit: true } && variable(name)?.Trim() is { Length: > 0 } value)
            {
                var arguments = ArgumentsOf(option, value);
                added.AddRange(root.Parse(arguments).Errors is [var first, ..] ? throw new FormatException($"{name}: {first.Message}") : arguments);
            }
        }

        return [.. added, .. args];
    }

    /// <summary>The variable that stands for an option.</summary>
    public static string VariableOf(Option option)
        => "TEMPER_" + option.Name.TrimStart('-').Replace('-', '_').Replace('.', '_').ToUpperInvariant();

    // What may be repeated on the command line is separated by blanks here.
    private static List<string> ArgumentsOf(Option option, string value)
    {
        var values = option.Arity.MaximumNumberOfValues > 1
            ? value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : [value];
        return [.. values.Select(single => $"{option.Name}={single}")];
    }
}
