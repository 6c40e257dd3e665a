using System.Diagnostics;

namespace Temper.Testing;

/// <summary>Runs commands of bash, which can close or redirect the standard streams of a program.</summary>
public static class Shell
{
    // A hang may hold up the tests for this long.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command to its end.</summary>
    /// <returns>The exit status, 128 and more when a signal ended it, and what it wrote to standard error.</returns>
    public static async Task<(int ExitCode, string Error)> RunAsync(string command)
    {
        var bash = new ProcessStartInfo("bash", ["-c", command])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(bash)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Timeout);
        await output.WaitAsync(Timeout);
        await process.WaitForExitAsync().WaitAsync(Timeout);
        return (process.ExitCode, error);
    }
}
