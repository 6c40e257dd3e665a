using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Temper.Bench.Tests.Guest;

/// <summary>
/// Programs for Windows, in Wine: its hid.dll passes reports on to the hidraw devices of the guest's kernel. Devices
/// must be plugged in before, and stay: after one was unplugged, Wine 8 returns no report of the others.
/// </summary>
internal sealed partial class WindowsPrograms : IAsyncDisposable
{
    private const string Published = "/share/windows";
    private const string Local = "/tmp/windows"; // the shared folder is slow

    // Wine lists a device half a minute after its start, and a program compiles itself at each start.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly Process _keepsWineUp;
    private Process? _exporter;

    private WindowsPrograms(Process keepsWineUp) => _keepsWineUp = keepsWineUp;

    public static bool Exist => Directory.Exists(Published);

    /// <summary>Starts Wine, and waits until it lists that many devices.</summary>
    public static async Task<WindowsPrograms> StartAsync(int devices)
    {
        await Programs.OutputOfAsync("cp", "-R", "--update", "-T", Published, Local);

        // The first program starts Wine's services, which keep its output open: it is not one whose output is read.
        var first = Programs.Start(Wine("cmd", "/c", "echo up& ping -n 3000 127.0.0.1 >nul"));
        await first.StandardOutput.ReadLineAsync().WaitAsync(Timeout);
        var programs = new WindowsPrograms(first);
        var start = Stopwatch.StartNew();
        while (Devices().Count((await programs.ReadAsync("--list")).Output) != devices)
        {
            start.Elapsed.Should().BeLessThan(Timeout, "Wine lists {0} devices", devices);
        }

        return programs;
    }

    /// <summary>Runs temper-read.exe.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "Wine must have started.")]
    public Task<Outcome> ReadAsync(params string[] args) => RunAsync("-all", args);

    /// <summary>Runs temper-read.exe and returns the device paths that it opens, and how.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "Wine must have started.")]
    public async Task<IReadOnlyList<(string Path, bool ForReports)>> OpenedByReaderAsync(params string[] args) =>
        [
            .. Opens()
                .Matches((await RunAsync("+file", args)).Error)
                .Select(open => (open.Groups["path"].Value, open.Groups["access"].Value.Contains("GENERIC_"))),
        ];

    /// <summary>Starts temper-exporter.exe, and returns its address once it listens. It ends with Wine.</summary>
    public async Task<Uri> ServeAsync(params string[] args)
    {
        var program = Wine($"{Local}/temper-exporter.exe", ["--bind-port", "0", .. args]);
        _exporter = Programs.Start(["env", "WINEDEBUG=-all", .. program]);
        return new Uri($"http://127.0.0.1:{await Programs.PortAsync(_exporter, Exporter.ListeningLine())}");
    }

    public async ValueTask DisposeAsync()
    {
        await Programs.OutputOfAsync("env", "WINEPREFIX=/wine", "wineserver", "--kill", "--wait");
        _keepsWineUp.Dispose();
        _exporter?.Dispose();
    }

    // Into files, because Wine starts programs of its own that keep a pipe open.
    private static async Task<Outcome> RunAsync(string debug, string[] args)
    {
        const string IntoFiles = "exec \"$@\" >/tmp/windows.output 2>/tmp/windows.error";
        string[] program = ["env", $"WINEDEBUG={debug}", .. Wine($"{Local}/temper-read.exe", args)];
        var ended = await Programs.RunAsync(Timeout, ["sh", "-c", IntoFiles, "sh", .. program]);
        return new Outcome(
            ended.ExitCode,
            await File.ReadAllTextAsync("/tmp/windows.output"),
            await File.ReadAllTextAsync("/tmp/windows.error")
        );
    }

    private static string[] Wine(string program, params string[] args) =>
        [
            "env",
            "WINEPREFIX=/wine",
            "WINEDLLOVERRIDES=mshtml=;winedbg.exe=",
            "DOTNET_EnableWriteXorExecute=0",
            "wine",
            program,
            .. args,
        ];

    [GeneratedRegex("""CreateFileW L"(?<path>\S*hid#\S*)" (?<access>.*?)FILE_SHARE""")]
    private static partial Regex Opens();

    [GeneratedRegex("^.*&mi_01#", RegexOptions.Multiline)]
    private static partial Regex Devices();
}
