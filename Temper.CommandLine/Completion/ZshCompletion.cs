using System.Text;

namespace Temper.CommandLine.Completion;

/// <summary>Writes a completion script for zsh, which its <c>_arguments</c> carries out.</summary>
internal static class ZshCompletion
{
    public static string Of(CompletedCommand root)
    {
        var script = new StringBuilder();
        script.Append(
            $$"""
            #compdef {{root.Name}}
            # zsh completion for {{root.Name}}, written by '{{root.Name}} completion zsh'
            _{{root.Name}}() {
                case $((CURRENT > 2)):${words[2]} in

            """
        );
        foreach (var command in root.Commands)
        {
            script.Append($"        1:{command.Name})\n            shift words\n            ((CURRENT--))\n");
            Append(script, command, SpecificationsOf(command));
        }

        script.Append("        *)\n");
        Append(script, root, SpecificationsOf(root).Concat(CommandsOf(root)));
        script.Append($"    esac\n}}\n_{root.Name} \"$@\"\n");
        return script.ToString();
    }

    private static void Append(StringBuilder script, CompletedCommand command, IEnumerable<string> specifications)
    {
        script.Append("            _arguments");
        foreach (var specification in specifications)
        {
            script.Append($" \\\n                '{specification}'");
        }

        script.Append(command.TakesFiles ? " \\\n                '*:file:_files'\n" : "\n").Append("            ;;\n");
    }

    private static IEnumerable<string> SpecificationsOf(CompletedCommand command) =>
        from flag in command.Flags
        from name in flag.Names
        select $"{(flag.IsRepeatable ? "*" : "")}{name}{(flag.Value is null ? "" : "=")}"
            + $"[{Escape(flag.Description)}]{ValueOf(flag)}";

    private static string ValueOf(CompletedFlag flag)
    {
        if (flag.Value is null)
        {
            return "";
        }

        var values = string.Join(' ', flag.Values.Select(Escape));
        var action =
            flag.TakesFile && flag.Values.Count > 0 ? $"{{compadd {values}; _files}}"
            : flag.TakesFile ? "_files"
            : flag.Values.Count > 0 ? $"({values})"
            : "";
        return $"{(flag.IsValueOptional ? "::" : ":")}{Escape(flag.Value)}:{action}";
    }

    private static IEnumerable<string> CommandsOf(CompletedCommand root)
    {
        if (root.Commands.Count > 0)
        {
            var commands = root.Commands.Select(command => $"{command.Name}\\:\"{Escape(command.Description)}\"");
            yield return $"1:command:(({string.Join(' ', commands)}))";
        }
    }

    // Within single quotes, where : [ and ] divide a specification.
    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("'", @"'\''", StringComparison.Ordinal)
            .Replace(":", @"\:", StringComparison.Ordinal)
            .Replace("[", @"\[", StringComparison.Ordinal)
            .Replace("]", @"\]", StringComparison.Ordinal);
}
