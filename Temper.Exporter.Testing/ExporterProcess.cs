using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Temper.Testing;

namespace Temper.Exporter.Testing;

/// <summary>The exporter as its users run it: a process of its own, on a free port.</summary>
internal sealed partial class ExporterProcess : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60); // how long a hang may hold up the tests

    private readonly Process _process;

    private ExporterProcess(Process process) => _process = process;

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ExporterProcess> StartAsync(params string[] args)
    {
        var exporter = new ExporterProcess(Launch([.. args, "--bind-port", "0"]));
        string? line;
        do
        {
            line = await exporter._process.StandardError.ReadLineAsync().WaitAsync(Timeout);
            exporter.StartLog += line + "\n";
        } while (line is not null && !ListeningLine().IsMatch(line));

        exporter.Port = int.Parse(ListeningLine().Match(line!).Groups[1].ValueSpan, provider: null);
        return exporter;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(params string[] args)
    {
        using var process = Launch(args);
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Timeout);
        await process.WaitForExitAsync().WaitAsync(Timeout);
        return (process.ExitCode, error);
    }

    public int Id => _process.Id;

    public int Port { get; private set; }

    /// <summary>What it logged until it listened.</summary>
    public string StartLog { get; private set; } = "";

    public Uri MetricsUri => new($"http://127.0.0.1:{Port}/metrics");

    /// <summary>Waits for the next line of its log.</summary>
    public async Task<string?> NextLineAsync() => await _process.StandardError.ReadLineAsync().WaitAsync(Timeout);

    public void Send(PosixSignal signal) => _process.Send(signal);

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Timeout);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static Process Launch(IEnumerable<string> args)
    {
        var command = Signals.Dotnet([typeof(ExporterProgram).Assembly.Location, .. args]);
        command.RedirectStandardError = true;
        return Process.Start(command)!;
    }

    [GeneratedRegex(@"listening on"" address=\S+:(\d+)$")]
    private static partial Regex ListeningLine();
}
