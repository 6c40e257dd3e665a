using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Temper.Testing;

namespace Temper.Bench.Tests.Guest;

/// <summary>Emulated devices, plugged into the guest's kernel by temper-emulator.</summary>
internal sealed partial class PluggedDevices : IAsyncDisposable
{
    public const string Twin = "TEMPer2_M12_V1.3";
    public const string Hygrometer = "TEMPer1F_H1V1.5F";

    private readonly Process _emulator;

    private PluggedDevices(Process emulator) => _emulator = emulator;

    public static Task<PluggedDevices> PlugAsync(params string[] devices) => PlugAsync(pollMilliseconds: 0, devices);

    /// <summary>Plugs devices in and waits until udev is through with all of them.</summary>
    /// <param name="pollMilliseconds">How often the devices are polled for a report; real ones every 8 ms.</param>
    /// <param name="devices">As temper-emulator's <c>--stick</c> takes them.</param>
    public static async Task<PluggedDevices> PlugAsync(int pollMilliseconds, params string[] devices)
    {
        (await Hidraw.NodesAsync()).Should().BeEmpty("each test begins with nothing plugged in");
        var poll = pollMilliseconds.ToString(CultureInfo.InvariantCulture);
        var plugged = new PluggedDevices(
            Programs.Start(
                Programs.Emulator([
                    "--attach",
                    "--poll-ms",
                    poll,
                    .. devices.SelectMany(device => new[] { "--stick", device }),
                ])
            )
        );
        while (await plugged.ReadLineAsync() is { } line && line != "ready") { }

        await Hidraw.WaitForAsync(devices.Length);
        return plugged;
    }

    /// <summary>Gives temper-emulator one of its commands, such as <c>fault 1 silent</c>.</summary>
    public async Task TellAsync(string command)
    {
        await _emulator.StandardInput.WriteLineAsync(command);
        (await ReadLineAsync()).Should().Be("ok", command);
    }

    /// <summary>
    /// Unplugs the first of two devices and plugs it in again: it must be gone, and back, with the next scrape.
    /// </summary>
    public async Task ComeAndGoAsync(Exporter exporter, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await TellAsync("unplug 1");
            await Hidraw.WaitForAsync(devices: 1);
            (await exporter.DevicesInScrapeAsync()).Should().Equal(2);

            await TellAsync("plug 1");
            await Hidraw.WaitForAsync(devices: 2);
            (await exporter.DevicesInScrapeAsync()).Should().Equal(1, 2);
        }
    }

    /// <summary>Waits until a device is asked something more.</summary>
    /// <param name="number">The device's number.</param>
    /// <param name="start">The action that makes a program query it.</param>
    public async Task AskedAsync(int number, Action start)
    {
        var before = await QueriesAsync(number);
        start();
        await Until.TrueAsync(async () => await QueriesAsync(number) > before, $"a query to stick {number}");
    }

    /// <summary>Unplugs everything, and waits until the kernel is through with it.</summary>
    public async ValueTask DisposeAsync()
    {
        _emulator.StandardInput.Close();
        await _emulator.WaitForExitAsync().WaitAsync(Programs.Timeout);
        await Hidraw.WaitForAsync(devices: 0);
        _emulator.Dispose();
    }

    /// <summary>How many queries a device got.</summary>
    public async Task<int> QueriesAsync(int number)
    {
        await _emulator.StandardInput.WriteLineAsync("list");
        var queries = 0;
        while (await ReadLineAsync() is { } line && line != "ok")
        {
            queries =
                QueryCount().Match(line) is { Success: true } match && match.Groups[1].Value == $"{number}"
                    ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)
                    : queries;
        }

        return queries;
    }

    [GeneratedRegex(@"^stick (\d+) .* (\d+) queries$")]
    private static partial Regex QueryCount();

    private async Task<string?> ReadLineAsync() =>
        await _emulator.StandardOutput.ReadLineAsync().WaitAsync(Programs.Timeout)
        ?? throw new InvalidOperationException(
            $"temper-emulator ended: {await _emulator.StandardError.ReadToEndAsync()}"
        );
}
