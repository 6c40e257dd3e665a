using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Temper.Bench.Tests.Guest;

/// <summary>The published programs and the guest's own, run to their end or started.</summary>
internal static class Programs
{
    /// <summary>
    /// How long a hang may hold up the bench. Everything here is 10 to 20 times slower than on a real machine.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private const string Published = "/share/programs";

    /// <summary>The user that Debian's package of the exporter creates: no privileges, and no shell.</summary>
    private static readonly string[] AsService =
    [
        "setpriv",
        "--reuid=_temper-exporter",
        "--regid=_temper-exporter",
        "--clear-groups",
        "--",
    ];

    public static string[] Exporter(params string[] args) => [$"{Published}/temper-exporter", .. args];

    /// <summary>yrro/temper-exporter, where <c>bench/run</c> was given its folder.</summary>
    public static string[] Reference(params string[] args) =>
        ["env", $"--chdir={Published}", "python3", "-m", "temper_exporter", .. args];

    public static bool HasReference => Directory.Exists($"{Published}/temper_exporter");

    public static string[] Reader(params string[] args) => [$"{Published}/temper-read", .. args];

    public static string[] Emulator(params string[] args) => [$"{Published}/temper-emulator", .. args];

    public static string[] Prometheus(params string[] args) => [$"{Published}/prometheus", .. args];

    /// <summary>The alerts that are packaged.</summary>
    public static string Alerts => $"{Published}/temper-alerts.yml";

    /// <summary>The same command as the unprivileged service user.</summary>
    public static string[] Unprivileged(string[] command) => [.. AsService, .. command];

    public static Process Start(string[] command) =>
        Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/tmp",
            }
        )!;

    /// <summary>Waits until a server logs which port it listens on: the pattern's group.</summary>
    public static async Task<int> PortAsync(Process server, Regex listeningLine)
    {
        while (true)
        {
            var line =
                await server.StandardError.ReadLineAsync().WaitAsync(Timeout)
                ?? throw new InvalidOperationException($"{server.StartInfo.FileName} ended");
            if (listeningLine.Match(line) is { Success: true } match)
            {
                return int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            }
        }
    }

    public static Task<Outcome> RunAsync(params string[] command) => RunAsync(Timeout, command);

    public static async Task<Outcome> RunAsync(TimeSpan timeout, string[] command)
    {
        using var process = Start(command);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(timeout);
        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task<string> OutputOfAsync(params string[] command)
    {
        var outcome = await RunAsync(command);
        outcome.ExitCode.Should().Be(0, "{0} said {1}", string.Join(' ', command), outcome.Error);
        return outcome.Output;
    }
}

/// <summary>What became of a program.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
