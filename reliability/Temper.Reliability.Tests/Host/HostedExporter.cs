using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Temper.Testing;

namespace Temper.Reliability.Tests.Host;

/// <summary>
/// A running <see cref="ExporterHost"/>: its devices, its address, its log and what it takes of the machine.
/// </summary>
internal sealed partial class HostedExporter : IAsyncDisposable
{
    /// <summary>How long a hang may hold up the tests.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly SemaphoreSlim _commands = new(1);
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostedExporter(Process process)
    {
        _process = process;
        _ = CollectLogAsync();
    }

    public int Port { get; private set; }

    public HttpClient Client { get; } = new() { Timeout = Timeout };

    /// <summary>What it logged so far.</summary>
    public IReadOnlyCollection<string> Log => _log;

    public static async Task<HostedExporter> StartAsync(int devices, params string[] flags)
    {
        var command = Signals.Dotnet([
            typeof(HostedExporter).Assembly.Location,
            ExporterHost.Command,
            devices.ToString(CultureInfo.InvariantCulture),
            "--bind-address",
            "127.0.0.1",
            "--bind-port",
            "0",
            .. flags,
        ]);
        command.RedirectStandardInput = command.RedirectStandardOutput = command.RedirectStandardError = true;
        var exporter = new HostedExporter(Process.Start(command)!);
        while (await exporter.ReadLineAsync() != "ready") { }

        exporter.Port = await exporter._port.Task.WaitAsync(Timeout);
        exporter.Client.BaseAddress = new Uri($"http://127.0.0.1:{exporter.Port}");
        return exporter;
    }

    public async Task<Exposition> ScrapeAsync(string path = "/metrics") =>
        Exposition.Parse(await Client.GetStringAsync(path));

    /// <summary>
    /// Gives one of temper-emulator's commands, such as <c>fault 1 silent</c>, and takes
    /// the lines before the <c>ok</c>.
    /// </summary>
    public async Task<IReadOnlyList<string>> TellAsync(string command)
    {
        await _commands.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            var lines = new List<string>();
            string line;
            while ((line = await ReadLineAsync()) != "ok")
            {
                line.Should().NotStartWith("error:", command);
                lines.Add(line);
            }

            return lines;
        }
        finally
        {
            _commands.Release();
        }
    }

    /// <summary>How many queries each device got.</summary>
    public async Task<IReadOnlyList<int>> QueriesAsync() =>
        [
            .. (await TellAsync("list")).Select(line =>
                int.Parse(QueryCount().Match(line).Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            ),
        ];

    public ProcessFigures Figures() => ProcessFigures.Of(_process);

    public void Send(PosixSignal signal) => _process.Send(signal);

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Timeout);
        return _process.ExitCode;
    }

    /// <summary>Ends it as systemd does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Send(PosixSignal.SIGTERM);
        }

        (await ExitCodeAsync()).Should().Be(0, "its log is {0}", string.Join('\n', _log));
        _process.Dispose();
        _commands.Dispose();
        Client.Dispose();
    }

    private async Task CollectLogAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _log.Enqueue(line);
            if (ListeningLine().Match(line) is { Success: true } match)
            {
                _port.TrySetResult(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            }
        }
    }

    private async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Timeout)
        ?? throw new InvalidOperationException($"the exporter ended: {string.Join('\n', _log)}");

    [GeneratedRegex(@"listening on"" address=\S+:(\d+)$")]
    private static partial Regex ListeningLine();

    [GeneratedRegex(@" (\d+) queries$")]
    private static partial Regex QueryCount();
}
