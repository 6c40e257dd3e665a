using System.CommandLine;

namespace Temper.CommandLine.Completion;

/// <summary>
/// The hidden subcommand <c>completion bash|zsh|fish</c>: prints a completion script, made from the parser's own
/// commands and flags so that the two cannot disagree.
/// </summary>
internal static class CompletionCommand
{
    /// <summary>The subcommand's name.</summary>
    public const string Name = "completion";

    private static readonly Dictionary<string, Func<CompletedCommand, string>> Shells = new(StringComparer.Ordinal)
    {
        ["bash"] = BashCompletion.Of,
        ["zsh"] = ZshCompletion.Of,
        ["fish"] = FishCompletion.Of,
    };

    /// <summary>Adds the subcommand to a program.</summary>
    public static void AddTo(RootCommand root, string program)
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", Shells.Keys) };
        shell.Validators.Add(result =>
        {
            var text = result.Tokens[0].Value;
            if (!Shells.ContainsKey(text))
            {
                var otherwise = $"shells: {string.Join(", ", Shells.Keys)}";
                result.AddError($"unknown shell '{text}'{Spelling.Hint(text, Shells.Keys, otherwise)}");
            }
        });
        var command = new Command(Name, "Print a completion script for a shell") { shell };
        command.Hidden = true;
        command.SetAction(result =>
        {
            var script = Shells[result.GetValue(shell)!](CompletedCommand.Of(root, program));
            result.InvocationConfiguration.Output.Write(script);
            return ExitCode.Success;
        });
        root.Subcommands.Add(command);
    }
}
