using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Temper.CommandLine;
using Temper.CommandLine.Completion;
using Temper.Devices;
using Temper.Read.Check;

namespace Temper.Read;

/// <summary>Runs the program, from its arguments to its exit status.</summary>
internal static class ReadProgram
{
    private const string ProgramName = "temper-read";

    private static readonly Dictionary<string, string> NoVariables = [];

    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error,
        bool isTerminal = false,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken stop = default
    )
    {
        var commands = new Commands(output, error, isTerminal);
        var given = commands.Root.Parse(args);
        // Monitoring systems expect the result of a plugin, also a failure, on standard output.
        var isCheck = given.CommandResult.Command.Name == CheckCommand.Name;
        try
        {
            var parsed = Complete(commands, given, args, error, environment ?? NoVariables);
            return parsed.Errors.Count > 0
                ? Fail(UsageError.Of(ProgramName, parsed), ExitCode.Usage)
                : await parsed.InvokeAsync(
                    new()
                    {
                        Output = output,
                        Error = error,
                        EnableDefaultExceptionHandler = false,
                    },
                    stop
                );
        }
        catch (OperationCanceledException) // Ctrl-C
        {
            return DeviceExitCode.Interrupted;
        }
        catch (FormatException e)
        {
            return Fail(e.Message, ExitCode.Usage);
        }
        catch (TemperException e)
        {
            return Fail(e.Message, DeviceExitCode.Of([e.Reason]));
        }
        catch (IOException e) when (StandardStreams.IsClosedPipe(e))
        {
            return ExitCode.ClosedPipe; // silently, like a program that SIGPIPE ends
        }
        catch (Exception e) // a full disk, for example
            when (e is PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message, ExitCode.Failure);
        }

        int Fail(string message, int exitCode)
        {
            if (isCheck)
            {
                return CheckCommand.Fail(output, message);
            }

            error.WriteLine(ErrorLine.Of(ProgramName, message));
            return exitCode;
        }
    }

    /// <summary>Adds the environment to a command line without errors.</summary>
    private static ParseResult Complete(
        Commands commands,
        ParseResult given,
        IReadOnlyList<string> args,
        TextWriter error,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var command = given.CommandResult.Command;
        var flags = commands.DeviceFlags.GetValueOrDefault(command);
        if (given.Errors.Count > 0 || (flags is null && Misplaced(given) is null))
        {
            return given;
        }

        if (Misplaced(given) is { } option)
        {
            throw new FormatException(
                $"{option.Name} has no effect before '{command.Name}'; give the flags of '{command.Name}' after it"
            );
        }

        foreach (var unknown in EnvironmentSettings.Unknown(environment, flags!.All, onlySimilar: true))
        {
            error.WriteLine(ErrorLine.Of(ProgramName, unknown));
        }

        var root = commands.Root;
        var added = EnvironmentSettings.Arguments(command, given, flags.All, rivals: [], environment.GetValueOrDefault);
        return root.Parse(command == root ? [.. added, .. args] : [args[0], .. added, .. args.Skip(1)]);
    }

    /// <summary>Returns the first flag before a subcommand, which would ignore it.</summary>
    private static Option? Misplaced(ParseResult parsed) =>
        parsed.CommandResult == parsed.RootCommandResult
            ? null
            : parsed
                .RootCommandResult.Children.OfType<OptionResult>()
                .Where(result => !result.Implicit && result.Option is not (HelpOption or VersionOption))
                .Select(result => result.Option)
                .FirstOrDefault();

    /// <summary>All commands, and the flags of those that use devices.</summary>
    private sealed class Commands
    {
        public Commands(TextWriter output, TextWriter error, bool isTerminal)
        {
            var (ofRoot, ofCapture, ofCheck) = (new DeviceFlags(), new DeviceFlags(), new DeviceFlags());
            Root = new ReadCommand(ofRoot, output, error, isTerminal).Create();
            var capture = CaptureCommand.Create(ofCapture, output, error);
            var check = new CheckCommand(ofCheck, output, TimeProvider.System).Create();
            Root.Subcommands.Add(check);
            Root.Subcommands.Add(DecodeCommand.Create(output, error));
            Root.Subcommands.Add(ReplayCommand.Create(output, error));
            Root.Subcommands.Add(capture);
            ProgramHelp.AddTo(Root, ReadHelp.SectionsOf);
            CompletionCommand.AddTo(Root, ProgramName);
            DeviceFlags = new()
            {
                [Root] = ofRoot,
                [capture] = ofCapture,
                [check] = ofCheck,
            };
        }

        public RootCommand Root { get; }

        public Dictionary<Command, DeviceFlags> DeviceFlags { get; }
    }
}
