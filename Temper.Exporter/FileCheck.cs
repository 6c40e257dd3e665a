using Microsoft.Extensions.Logging.Abstractions;
using Temper.CommandLine;
using Temper.Exporter.Settings;

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
            _ = await ExporterFiles.ReadAsync(options, NullLoggerFactory.Instance, stop);
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
}
