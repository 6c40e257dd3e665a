using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Temper.Testing;

namespace Temper.Bench.Tests.Guest;

/// <summary>A running temper-exporter.</summary>
internal sealed partial class Exporter : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new() { Timeout = Programs.Timeout };
    private readonly Task<string> _log;

    private Exporter(Process process, int port)
    {
        _process = process;
        _client.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        _log = process.StandardError.ReadToEndAsync();
    }

    public int ProcessId => _process.Id;

    public int Port => _client.BaseAddress!.Port;

    public static Task<Exporter> StartAsync(params string[] args) => StartAsync(command => command, args);

    /// <summary>Starts it, in a way of the caller's, and waits until it listens.</summary>
    public static async Task<Exporter> StartAsync(Func<string[], string[]> inThatWay, params string[] args)
    {
        var process = Programs.Start(
            inThatWay(Programs.Exporter(["--bind-address", "127.0.0.1", "--bind-port", "0", .. args]))
        );
        return new Exporter(process, await Programs.PortAsync(process, ListeningLine()));
    }

    public Task<string> ScrapeAsync() => _client.GetStringAsync("/metrics");

    /// <summary>Scrapes what the sensors measured, and nothing else.</summary>
    public Task<string> ReadingsAsync() =>
        _client.GetStringAsync("/metrics?name[]=temper_temperature_celsius&name[]=temper_humidity_rh");

    /// <summary>The line of a sensor's series; <paramref name="device"/> counts from 1.</summary>
    public static string Series(string metric, string name, int device, string version, string value) =>
        $$"""{{metric}}{name="{{name}}",phy="usb-vhci_hcd.0-{{device}}/input1",version="{{version}}"} {{value}}""";

    /// <summary>Scrapes, and returns which devices (by number, from 1) have series.</summary>
    public async Task<IReadOnlyList<int>> DevicesInScrapeAsync() =>
        [
            .. PortPath()
                .Matches(await ScrapeAsync())
                .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                .Distinct()
                .Order(),
        ];

    /// <summary>
    /// Scrapes until these devices have series, and no others: on this slow machine the first scrape
    /// can take a device's whole time.
    /// </summary>
    public Task WarmUpAsync(params int[] devices) =>
        Until.TrueAsync(
            async () => (await DevicesInScrapeAsync()).SequenceEqual(devices),
            $"series of devices {string.Join(", ", devices)}"
        );

    public Task<TimeSpan> TimeScrapeAsync() => TimeAsync("/metrics");

    public async Task<TimeSpan> TimeAsync(string path)
    {
        var start = Stopwatch.StartNew();
        _ = await _client.GetStringAsync(path);
        return start.Elapsed;
    }

    public void Send(PosixSignal signal) => _process.Send(signal);

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Programs.Timeout);
        return _process.ExitCode;
    }

    /// <summary>Ends it as systemd does. It must go willingly.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Send(PosixSignal.SIGTERM);
        }

        var exitCode = await ExitCodeAsync();
        _client.Dispose();
        _process.Dispose();
        exitCode.Should().Be(0, "its log is {0}", await _log);
    }

    /// <summary>The line of its log that has the port, for <see cref="Programs.PortAsync"/>.</summary>
    [GeneratedRegex(@"listening on"" address=\S+:(\d+)$")]
    public static partial Regex ListeningLine();

    [GeneratedRegex("^temper_temperature_celsius{.*phy=\"usb-vhci_hcd\\.0-(\\d+)/input1\"", RegexOptions.Multiline)]
    private static partial Regex PortPath();
}
