using Microsoft.Extensions.Logging.Abstractions;
using Temper.CommandLine;
using Temper.Exporter.Settings;
using Temper.Exporter.Web;

namespace Temper.Exporter;

/// <summary>Checks the files that the flags name, as a start would read them (<c>--web.config.check</c>).</summary>
internal static class FileCheck
{
    /// <summary>Checks the files, and prints the result.</summary>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(
        ExporterOptions options,
        TextWriter output,
        TextWriter error,
        CancellationToken stop
    )
    {
        try
        {
            await Task.Run(() => Read(options), CancellationToken.None).WaitAsync(stop);
            await output.WriteLineAsync("temper-exporter: the configuration is valid");
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failure;
        }
        catch (Exception e) when (e is FormatException or PlatformNotSupportedException)
        {
            await error.WriteLineAsync(ErrorLine.Of("temper-exporter", e.Message));
            return ExitCode.Usage;
        }
    }

    private static void Read(ExporterOptions options)
    {
        _ = options.Devices.ToTemperOptions(options.Devices.ReadConfig());
        if (options.WebConfigFile is { } file)
        {
            _ = new WebAccess(file, TimeProvider.System, NullLogger.Instance);
        }
    }
}
