using System.Diagnostics;
using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>The programs as their users run them.</summary>
internal static class Programs
{
    public const string Exporter = "temper-exporter";
    public const string Reader = "temper-read";
    public const string Tests = "Temper.Reliability.Tests";

    private static readonly string[] Command =
    [
        "exec",
        "--runtimeconfig",
        Beside($"{Tests}.runtimeconfig.json"),
        "--depsfile",
        Beside($"{Tests}.deps.json"),
    ];

    // A package of temper-read's is part of this project's framework, and so not beside
    // it here: it gets this project's.
    public static Process Start(string program, params string[] args) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [.. Command, Beside($"{program}.dll"), .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] args)
    {
        using var process = Start(program, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(HostedExporter.Timeout);
        return (process.ExitCode, await output, await error);
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
