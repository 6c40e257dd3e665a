using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Temper.Exporter.Browser.Tests;

/// <summary>The exporter in a process of its own, over simulated devices.</summary>
internal sealed partial class SimulatedExporter : IAsyncDisposable
{
    /// <summary>The value of <c>--simulate</c> for devices whose readings change.</summary>
    public const string Demo = "demo";

    private const int SigTerm = 15;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string? _devicesFile;

    private SimulatedExporter(Process process, string? devicesFile)
    {
        _process = process;
        _devicesFile = devicesFile;
    }

    public int Port { get; private set; }

    public string Url => $"http://127.0.0.1:{Port}/";

    /// <summary>Starts it over the devices of a file and waits until it listens.</summary>
    /// <param name="devices">The devices.</param>
    /// <param name="port">The port; 0 takes any free port.</param>
    /// <param name="flags">More flags.</param>
    public static async Task<SimulatedExporter> StartAsync(object[] devices, int port = 0, params string[] flags)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { sticks = devices }));
        return await StartAsync(file, file, port, flags);
    }

    /// <summary>Starts it over the devices of <see cref="Demo"/> and waits until it listens.</summary>
    public static Task<SimulatedExporter> StartDemoAsync() => StartAsync(Demo, devicesFile: null, port: 0, []);

    /// <summary>Ends it as a service manager does, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, SigTerm);
            await _process.WaitForExitAsync();
        }

        if (_devicesFile is not null)
        {
            File.Delete(_devicesFile);
        }
    }

    private static async Task<SimulatedExporter> StartAsync(
        string devices,
        string? devicesFile,
        int port,
        string[] flags
    )
    {
        var program = Path.Combine(AppContext.BaseDirectory, "temper-exporter.dll");
        var command = new ProcessStartInfo(
            "dotnet",
            [program, "--simulate", devices, "--web.listen-address", $"127.0.0.1:{port}", .. flags]
        )
        {
            RedirectStandardError = true,
        };
        var process = Process.Start(command)!;
        var exporter = new SimulatedExporter(process, devicesFile);
        exporter.Port = await exporter.ReadPortAsync().WaitAsync(StartTimeout);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null); // a full pipe would block the exporter
        return exporter;
    }

    private async Task<int> ReadPortAsync()
    {
        var log = "";
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            log += line + "\n";
            if (ListeningLine().Match(line) is { Success: true } match)
            {
                return int.Parse(match.Groups[1].ValueSpan, provider: null);
            }
        }

        throw new InvalidOperationException($"the exporter did not start: {log}");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [GeneratedRegex(@"listening on"" address=127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningLine();
}
