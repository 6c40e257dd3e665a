using System.Text;

namespace Temper.CommandLine.Completion;

/// <summary>
/// Writes a completion script for bash 4.3 or later, without the help of the package bash-completion.
/// </summary>
internal static class BashCompletion
{
    public static string Of(CompletedCommand root)
    {
        var function = $"_{root.Name.Replace('-', '_')}";
        var commands = root.Commands.Select(command => command.Name);
        var script = new StringBuilder();
        script.Append(
            $$"""
            # bash completion for {{root.Name}}, written by '{{root.Name}} completion bash'
            {{function}}() {
                local line=${COMP_LINE:0:COMP_POINT} flag='' values='' files='' word previous
                local -a words
                COMPREPLY=()
                read -ra words <<<"$line"
                [[ $line == *[[:space:]] ]] && words+=('')
                word=${words[-1]} previous=${words[-2]}
                if [[ $word == --*=* ]]; then
                    flag=${word%%=*}= previous=${word%%=*} word=${word#*=}
                fi
                if [[ $word != -* ]]; then
                    case $previous in

            """
        );
        foreach (var flag in FlagsWithValue(root))
        {
            script.Append($"            {string.Join('|', flag.Names)}) {Offer(flag)};;\n");
        }

        script.Append(
            """
                    esac
                fi
                if [[ -z $values$files ]]; then
                    case ${words[1]} in

            """
        );
        foreach (var command in root.Commands)
        {
            script.Append($"            {command.Name}) {Offer(NamesOf(command), command.TakesFiles)};;\n");
        }

        script.Append($"            *) {Offer(NamesOf(root), root.TakesFiles)};;\n");
        script.Append(
            $$"""
                    esac
                    {{(
                root.Commands.Count > 0 ? $"((${{#words[@]}} == 2)) && values+=' {string.Join(' ', commands)}'" : ":"
            )}}
                fi
                mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
                if [[ $files ]]; then
                    mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$word")
                    compopt -o filenames 2>/dev/null
                fi
                # Where '=' breaks words, bash replaces what follows it, and otherwise the whole word.
                if [[ $COMP_WORDBREAKS != *=* ]]; then
                    COMPREPLY=("${COMPREPLY[@]/#/$flag}")
                elif [[ $word == *=* ]]; then
                    COMPREPLY=("${COMPREPLY[@]#"${word%=*}="}")
                fi
            }
            complete -F {{function}} {{root.Name}}

            """
        );
        return script.ToString();
    }

    // A flag means the same wherever it may stand.
    private static IEnumerable<CompletedFlag> FlagsWithValue(CompletedCommand root) =>
        root
            .Commands.Prepend(root)
            .SelectMany(command => command.Flags)
            .Where(flag => flag.Value is not null)
            .DistinctBy(flag => flag.Names[0]);

    private static string Offer(CompletedFlag flag) =>
        flag.Values.Count > 0 || flag.TakesFile ? Offer(flag.Values, flag.TakesFile) : "return ";

    private static string Offer(IEnumerable<string> values, bool files) =>
        $"values='{string.Join(' ', values)}' {(files ? "files=1 " : "")}";

    private static IEnumerable<string> NamesOf(CompletedCommand command) =>
        command.Flags.SelectMany(flag => flag.Names);
}
