using System.Reflection;
using Temper.CommandLine;

namespace Temper.Mqtt;

/// <summary>Runs the program, from its arguments to its exit status.</summary>
internal static class MqttProgram
{
    public const string Name = "temper-mqtt";

    /// <summary>The version of the package, such as <c>1.2.0</c>.</summary>
    public static string Version { get; } =
        typeof(MqttProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Runs until the token is cancelled.</summary>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken stop
    )
    {
        try
        {
            var commandLine = new MqttCommandLine(error, environment);
            var parsed = commandLine.Parse(args);
            return parsed.Errors.Count > 0
                ? Fail(UsageError.Of(Name, parsed), ExitCode.Usage)
                : await parsed.InvokeAsync(
                    new()
                    {
                        Output = output,
                        Error = error,
                        EnableDefaultExceptionHandler = false,
                        ProcessTerminationTimeout = null, // the token stops the program
                    },
                    stop
                );
        }
        catch (OperationCanceledException) // while a file was read
        {
            return ExitCode.Success;
        }
        catch (FormatException e)
        {
            return Fail(e.Message, ExitCode.Usage);
        }
        catch (IOException e) when (StandardStreams.IsClosedPipe(e)) // for example by --help | head -1
        {
            return ExitCode.ClosedPipe;
        }
        catch (Exception e) when (e is PlatformNotSupportedException or IOException)
        {
            return Fail(e.Message, ExitCode.Failure);
        }

        int Fail(string message, int exitCode)
        {
            error.WriteLine(ErrorLine.Of(Name, message));
            return exitCode;
        }
    }
}
