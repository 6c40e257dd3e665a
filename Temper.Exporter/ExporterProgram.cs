using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Http;

namespace Temper.Exporter;

/// <summary>The program from arguments to exit status.</summary>
internal static partial class ExporterProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var commandLine = new ExporterCommandLine();
        var parsed = commandLine.Parse(args);
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
        using var logging = ExporterLogging.Create();
        try
        {
            await using var devices = new TemperDeviceSet(options.Sticks.ToTemperOptions(logging));
            using var listener = ListenSocket.Bind(options.BindAddress, options.BindPort, options.BindV6Only);
            await using var server = ExporterServer.Create(listener, devices, logging, options.Sticks.DerivesDewPoint);
            await server.StartAsync(CancellationToken.None);
            LogListening(logging.CreateLogger(nameof(Temper)), listener.LocalEndPoint!.ToString()!);

            await stop.WhenCancelled();
            await devices.DisposeAsync(); // ends the scrapes that wait for a stick, so that the server has nothing to wait for
            await server.StopAsync(CancellationToken.None);
            return ExitCode.Success;
        }
        catch (FormatException e)
        {
            return await FailAsync(error, e.Message, ExitCode.Usage);
        }
        catch (Exception e) when (e is SocketException or IOException) // IOException: taken between binding and listening
        {
            var what = $"cannot listen on {options.BindAddress} port {options.BindPort}: {e.Message}";
            return await FailAsync(error, $"{what}: choose another --bind-address or --bind-port", ExitCode.Failure);
        }
        catch (PlatformNotSupportedException e)
        {
            return await FailAsync(error, e.Message, ExitCode.Failure);
        }
    }

    private static async Task<int> FailAsync(TextWriter error, string message, int exitCode)
    {
        await error.WriteLineAsync($"temper-exporter: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }

    [LoggerMessage(LogLevel.Information, "listening on {Endpoint}")]
    private static partial void LogListening(ILogger logger, string endpoint);
}
