using System.Text;

namespace Temper.CommandLine.Completion;

/// <summary>Writes a completion script for fish.</summary>
internal static class FishCompletion
{
    public static string Of(CompletedCommand root)
    {
        var script = new StringBuilder();
        script.Append($"# fish completion for {root.Name}, written by '{root.Name} completion fish'\n");
        script.Append($"complete -c {root.Name} -f\n");
        var names = string.Join(' ', root.Commands.Select(command => command.Name));
        foreach (var command in root.Commands)
        {
            script.Append($"complete -c {root.Name} -n __fish_use_subcommand -a {command.Name}");
            script.Append($" -d {Quote(command.Description)}\n");
        }

        AppendFlags(script, root.Name, root, names.Length > 0 ? $"not __fish_seen_subcommand_from {names}" : null);
        foreach (var command in root.Commands)
        {
            AppendFlags(script, root.Name, command, $"__fish_seen_subcommand_from {command.Name}");
        }

        return script.ToString();
    }

    private static void AppendFlags(StringBuilder script, string program, CompletedCommand command, string? condition)
    {
        var beginning = $"complete -c {program}" + (condition is null ? "" : $" -n {Quote(condition)}");
        if (command.TakesFiles)
        {
            script.Append($"{beginning} -F\n");
        }

        foreach (var flag in command.Flags)
        {
            script.Append(beginning);
            foreach (var name in flag.Names)
            {
                script.Append(
                    name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}"
                );
            }

            script.Append($"{ValueOf(flag)} -d {Quote(flag.Description)}\n");
        }
    }

    // -r: takes a value; -x: takes one, and not a file; -F: offers files.
    private static string ValueOf(CompletedFlag flag)
    {
        if (flag.Value is null)
        {
            return "";
        }

        var kind = (flag.TakesFile, flag.IsValueOptional) switch
        {
            (true, true) => " -F",
            (true, false) => " -r -F",
            (false, true) => "",
            _ => " -x",
        };
        return flag.Values.Count == 0 ? kind : $"{kind} -a {Quote(string.Join(' ', flag.Values))}";
    }

    private static string Quote(string text) =>
        $"'{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
