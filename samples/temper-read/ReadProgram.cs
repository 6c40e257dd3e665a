using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>The program from arguments to exit status.</summary>
internal static class ReadProgram
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, bool isTerminal = false, CancellationToken stop = default)
    {
        var root = new ReadCommand(output, error, isTerminal).Create();
        root.Subcommands.Add(DecodeCommand.Create(output, error));
        root.Subcommands.Add(ReplayCommand.Create(output, error));
        root.Subcommands.Add(CaptureCommand.Create(output, error));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fail(error, $"{parsed.Errors[0].Message} (--help lists the flags)", ExitCode.Usage);
        }

        try
        {
            return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, stop);
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
        catch (Exception e) when (e is PlatformNotSupportedException or IOException or UnauthorizedAccessException) // such as a closed pipe
        {
            return Fail(error, e.Message, ExitCode.Failure);
        }
    }

    private static int Fail(TextWriter error, string message, int exitCode)
    {
        error.WriteLine(ErrorLine.Of("temper-read", message));
        return exitCode;
    }
}
