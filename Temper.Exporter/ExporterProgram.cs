using System.CommandLine;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Temper.CommandLine;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Http;
using Temper.Exporter.Settings;

namespace Temper.Exporter;

/// <summary>The program from arguments to exit status.</summary>
internal static partial class ExporterProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var commandLine = new ExporterCommandLine();
        ParseResult parsed;
        try
        {
            parsed = commandLine.Parse(args, Environment.GetEnvironmentVariable);
        }
        catch (FormatException e)
        {
            return await FailAsync(error, e.Message, ExitCode.Usage);
        }

        if (commandLine.AsksForInformation(parsed) && parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(new() { Output = output, Error = error });
        }

        if (parsed.Errors.Count > 0)
        {
            return await FailAsync(error, $"{parsed.Errors[0].Message} (--help lists the flags)", ExitCode.Usage);
        }

        using var signals = new StopSignals();
        return await ServeAsync(commandLine.OptionsOf(parsed), error, signals.Token);
    }

    /// <summary>Serves until the token is cancelled.</summary>
    internal static async Task<int> ServeAsync(ExporterOptions options, TextWriter error, CancellationToken stop)
    {
        using var logging = ExporterLogging.Create(options.LogLevel, options.LogFormat);
        var logger = logging.CreateLogger(nameof(Temper));
        try
        {
            await using var devices = new TemperDeviceSet(options.Sticks.ToTemperOptions(logging) with { Filter = options.Filter });
            using var listeners = new ListenSockets(options.Listen);
            await using var server = ExporterServer.Create(
                listeners.All, devices, logging, new ServerSettings(options.TelemetryPath, options.Sticks.DerivesDewPoint, options.WithProcessMetrics));
            await server.StartAsync(CancellationToken.None);
            Announce(logger, options, listeners.All);
            await new ServiceManager(Environment.GetEnvironmentVariable, logger, TimeProvider.System).ReportAsync(listeners.All, stop);

            await devices.DisposeAsync(); // ends the scrapes that wait for a stick, so that the server has nothing to wait for
            await server.StopAsync(CancellationToken.None);
            return ExitCode.Success;
        }
        catch (FormatException e)
        {
            return await FailAsync(error, e.Message, ExitCode.Usage);
        }
        catch (IOException e) // cannot listen
        {
            return await FailAsync(error, e.Message, ExitCode.Failure);
        }
        catch (PlatformNotSupportedException e)
        {
            return await FailAsync(error, e.Message, ExitCode.Failure);
        }
    }

    private static async Task<int> FailAsync(TextWriter error, string message, int exitCode)
    {
        await error.WriteLineAsync(ErrorLine.Of("temper-exporter", message));
        return exitCode;
    }

    private static void Announce(ILogger logger, ExporterOptions options, IReadOnlyList<Socket> listeners)
    {
        if (options.IsThreadCountGiven)
        {
            LogThreadCount(logger);
        }

        if (Environment.IsPrivilegedProcess)
        {
            LogPrivileged(logger);
        }

        foreach (var listener in listeners)
        {
            LogListening(logger, listener.LocalEndPoint!.ToString()!);
        }
    }

    [LoggerMessage(LogLevel.Information, "listening on {Endpoint}")]
    private static partial void LogListening(ILogger logger, string endpoint);

    [LoggerMessage(LogLevel.Warning, "--thread-count has no effect: leave it out")]
    private static partial void LogThreadCount(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "running as root: a user with a udev rule for the sticks is enough, see the README")]
    private static partial void LogPrivileged(ILogger logger);
}
