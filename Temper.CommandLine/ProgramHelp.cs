using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Temper.CommandLine;

/// <summary>
/// Prints the parser's help and then sections of our own: examples, environment variables and exit statuses.
/// </summary>
internal sealed class ProgramHelp : SynchronousCommandLineAction
{
    private const int MaxWidth = 100; // longer lines are hard to read, and a pipe has no width

    private readonly HelpAction _flags;
    private readonly Func<Command, IEnumerable<HelpSection>> _sectionsOf;

    private ProgramHelp(HelpAction flags, Func<Command, IEnumerable<HelpSection>> sectionsOf)
    {
        (_flags, _sectionsOf) = (flags, sectionsOf);
        flags.MaxWidth = WidthFor(flags.MaxWidth);
    }

    /// <summary>Returns the width of the help. A serial console has 0 columns.</summary>
    /// <param name="columns">The columns of the terminal.</param>
    internal static int WidthFor(int columns) => columns is > 0 and < MaxWidth ? columns : MaxWidth;

    /// <summary>Adds sections to the help of a command and of its subcommands.</summary>
    public static void AddTo(RootCommand root, Func<Command, IEnumerable<HelpSection>> sectionsOf)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Print this help";
        help.Action = new ProgramHelp((HelpAction)help.Action!, sectionsOf);
        root.Options.OfType<VersionOption>().Single().Description = "Print the version";
    }

    /// <summary>Whether the help is printed although a required flag is missing.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var status = _flags.Invoke(parseResult);
        foreach (var section in _sectionsOf(parseResult.CommandResult.Command))
        {
            section.WriteTo(parseResult.InvocationConfiguration.Output);
        }

        return status;
    }
}
