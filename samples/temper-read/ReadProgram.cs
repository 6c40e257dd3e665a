using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Temper.CommandLine;
using Temper.CommandLine.Completion;
using Temper.Devices;

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
        try
        {
            var parsed = Parse(args, output, error, isTerminal, environment ?? NoVariables);
            return parsed.Errors.Count > 0
                ? Fail(error, UsageError.Of(ProgramName, parsed), ExitCode.Usage)
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
            return Fail(error, e.Message, ExitCode.Usage);
        }
        catch (TemperException e)
        {
            return Fail(error, e.Message, DeviceExitCode.Of([e.Reason]));
        }
        catch (IOException e) when (StandardStreams.IsClosedPipe(e))
        {
            return ExitCode.ClosedPipe; // silently, like a program that SIGPIPE ends
        }
        catch (Exception e) // a full disk, for example
            when (e is PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            return Fail(error, e.Message, ExitCode.Failure);
        }
    }

    private static ParseResult Parse(
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error,
        bool isTerminal,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var (ofRoot, ofCapture) = (new DeviceFlags(), new DeviceFlags());
        var root = new ReadCommand(ofRoot, output, error, isTerminal).Create();
        var capture = CaptureCommand.Create(ofCapture, output, error);
        root.Subcommands.Add(DecodeCommand.Create(output, error));
        root.Subcommands.Add(ReplayCommand.Create(output, error));
        root.Subcommands.Add(capture);
        ProgramHelp.AddTo(root, ReadHelp.SectionsOf);
        CompletionCommand.AddTo(root, ProgramName);
        var parsed = root.Parse(args);
        var command = parsed.CommandResult.Command;
        if (parsed.Errors.Count > 0 || (command != root && command != capture && Misplaced(parsed) is null))
        {
            return parsed;
        }

        if (Misplaced(parsed) is { } option)
        {
            throw new FormatException(
                $"{option.Name} has no effect before '{command.Name}'; give the flags of '{command.Name}' after it"
            );
        }

        foreach (var unknown in EnvironmentSettings.Unknown(environment, ofRoot.All, onlySimilar: true))
        {
            error.WriteLine(ErrorLine.Of(ProgramName, unknown));
        }

        var options = command == root ? ofRoot.All : ofCapture.All;
        var added = EnvironmentSettings.Arguments(command, parsed, options, rivals: [], environment.GetValueOrDefault);
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

    private static int Fail(TextWriter error, string message, int exitCode)
    {
        error.WriteLine(ErrorLine.Of(ProgramName, message));
        return exitCode;
    }
}
