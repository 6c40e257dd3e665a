using System.CommandLine;
using Microsoft.Extensions.Logging;
using Temper.CommandLine;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Http;
using Temper.Exporter.Page;
using Temper.Exporter.Settings;

namespace Temper.Exporter;

/// <summary>Runs the program, from its arguments to its exit status.</summary>
internal static partial class ExporterProgram
{
    private const string Name = "temper-exporter";

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        try
        {
            return await ParseAndRunAsync(args, output, error);
        }
        catch (IOException e) when (StandardStreams.IsClosedPipe(e)) // for example by --help | head -1
        {
            return ExitCode.ClosedPipe;
        }
        catch (IOException e)
        {
            return await FailAsync(error, $"cannot write to standard output: {e.Message}", ExitCode.Failure);
        }
    }

    private static async Task<int> ParseAndRunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var environment = ProcessEnvironment.Variables();
        var commandLine = new ExporterCommandLine();
        ParseResult parsed;
        try
        {
            parsed = commandLine.Parse(args, environment.GetValueOrDefault);
        }
        catch (FormatException e)
        {
            return await FailAsync(error, e.Message, ExitCode.Usage);
        }

        if (commandLine.AsksForInformation(parsed) && parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(
                new()
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }

        if (parsed.Errors.Count > 0)
        {
            return await FailAsync(error, UsageError.Of(Name, parsed), ExitCode.Usage);
        }

        using var signals = new StopSignals();
        var options = commandLine.OptionsOf(parsed) with { Warnings = [.. commandLine.UnknownVariables(environment)] };
        if (options is { IsCheck: false, IsHealthCheck: false, WebConfigFile: null })
        {
            // Not with TLS, whose certificates are read from files when clients connect.
            SocketThreads.HandleRequests();
        }

        return options switch
        {
            { IsCheck: true } => await FileCheck.RunAsync(options, output, error, signals.Token),
            { IsHealthCheck: true } => await new HealthCheck(output, error, TimeProvider.System).RunAsync(options),
            _ => await ServeAsync(options, error, signals),
        };
    }

    /// <summary>Serves until a signal asks the program to stop, and returns the exit status.</summary>
    internal static async Task<int> ServeAsync(ExporterOptions options, TextWriter error, StopSignals signals)
    {
        using var logging = ExporterLogging.Create(options.LogLevel, options.LogFormat);
        var logger = logging.CreateLogger(nameof(Temper));
        var repeated = logging.CreateLogger(ExporterLogging.Repeated);
        signals.OnHangUp(() => LogNothingToReload(repeated));
        try
        {
            await ServeAsync(options, logging, logger, signals);
            LogStopped(logger);
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested) // before it began to serve
        {
            LogStopped(logger);
            return ExitCode.Success;
        }
        catch (FormatException e)
        {
            return await FailAsync(error, e.Message, ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException) // cannot listen
        {
            return await FailAsync(error, e.Message, ExitCode.Failure);
        }
    }

    private static async Task ServeAsync(
        ExporterOptions options,
        ILoggerFactory logging,
        ILogger logger,
        StopSignals signals
    )
    {
        var stop = signals.Token;
        var files = await ExporterFiles.ReadAsync(options, logging, stop);
        // Looking up a host name can take long. Meanwhile a signal must still be able to stop the program.
        using var listeners = await Task.Run(() => new ListenSockets(options.Listen), CancellationToken.None)
            .WaitAsync(stop);
        var snapshots = new SnapshotLog(logger, files.Config, options.IsFiltered);
        await using var devices = new TemperDeviceSet(snapshots.Filtered(files.Devices, options));
        var history = new ReadingHistory(options.KeepsHistory);
        var sampler = new HistorySampler(devices.ReadAsync, history, snapshots.Add, TimeProvider.System, logger);
        var reload = files.ReloadFor(devices);
        var settings = new ServerSettings(
            options.TelemetryPath,
            options.Devices.IncludeDewPoint,
            options.WithProcessMetrics
        )
        {
            IsSimulated = options.Devices.IsSimulated,
            Config = files.Config,
            Reload = reload,
            IsLifecycleEnabled = options.IsLifecycleEnabled,
            TimeoutOffset = options.TimeoutOffset,
            MaxRequests = options.MaxRequests,
            Web = files.Web,
            History = history,
            CrossOrigin = options.CrossOrigin,
            SnapshotTaken = sampler.OnServed,
        };
        using var server = ExporterServer.Create(listeners.All, devices, logging, settings);
        await server.StartAsync(CancellationToken.None);
        new StartLog(logger).Add(options, listeners.All);
        if (reload.HasFiles)
        {
            signals.OnHangUp(() => reload.ReloadAsync(logger));
        }

        var sampling = options.KeepsHistory ? sampler.RunAsync(stop) : Task.CompletedTask;
        var manager = new ServiceManager(
            Environment.GetEnvironmentVariable,
            logging.CreateLogger(ExporterLogging.Repeated),
            TimeProvider.System
        );
        await manager.ReportAsync(listeners.All, stop, files.Web?.Probes);
        await StopAsync([() => sampling, () => devices.DisposeAsync().AsTask(), server.StopAsync], logger);
    }

    /// <summary>
    /// Stops all, even if one of them fails: a requested stop always ends with status 0. To dispose the devices ends
    /// scrapes that wait for one, so that the server can stop at once.
    /// </summary>
    private static async Task StopAsync(Func<Task>[] steps, ILogger logger)
    {
        foreach (var step in steps)
        {
            try
            {
                await step();
            }
            catch (Exception e)
            {
                LogStopFault(logger, e.Message);
            }
        }
    }

    private static async Task<int> FailAsync(TextWriter error, string message, int exitCode)
    {
        await error.WriteLineAsync(ErrorLine.Of(Name, message));
        return exitCode;
    }

    [LoggerMessage(LogLevel.Information, "stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "error while stopping error={Error}")]
    private static partial void LogStopFault(ILogger logger, string error);

    [LoggerMessage(LogLevel.Information, "SIGHUP ignored; there is nothing to reload")]
    private static partial void LogNothingToReload(ILogger logger);
}
