using System.Diagnostics;
using System.Globalization;
using Temper.Emulator;
using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>
/// Everything at the same time, for any duration: scrapes, browsers, clients that disconnect, invalid requests, a
/// device with one fault after another, and one that is plugged in and unplugged. The six healthy devices must be in
/// every scrape.
/// </summary>
internal sealed class Soak(HostedExporter exporter, Action<string> report)
{
    public const string Command = "soak";
    public const int Devices = 8;

    private static readonly int[] Good = [3, 4, 5, 6, 7, 8];
    private static readonly string[] Others = ["/", "/metrics", "/api/v1/readings", "/-/healthy", "/nowhere"];

    private int _scrapes;
    private int _others;
    private int _faults;
    private int _rounds;
    private int _vanished;
    private int _refused;

    /// <summary>How many readings of good devices were missing.</summary>
    public int Missing { get; private set; }

    /// <summary>
    /// Runs for as many minutes, with a line each minute; a reading that was missing is exit status 1.
    /// </summary>
    public static async Task<int> RunAsync(string minutes)
    {
        await using var exporter = await HostedExporter.StartAsync(Devices);
        var soak = new Soak(exporter, Console.WriteLine);
        await soak.RunAsync(
            TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)),
            reportEvery: TimeSpan.FromMinutes(1)
        );
        return soak.Missing == 0 ? 0 : 1;
    }

    /// <summary>Runs; the first request that fails ends it.</summary>
    public async Task RunAsync(TimeSpan length, TimeSpan reportEvery)
    {
        using var end = new CancellationTokenSource();
        var start = Stopwatch.StartNew();
        Task[] loads =
        [
            RepeatAsync(TimeSpan.FromSeconds(1), ScrapeAsync, end.Token),
            RepeatAsync(TimeSpan.FromSeconds(0.1), AskAsync, end.Token),
            RepeatAsync(TimeSpan.FromSeconds(3), ChangeFaultAsync, end.Token),
            RepeatAsync(TimeSpan.FromSeconds(0.5), PlugAsync, end.Token),
            RepeatAsync(TimeSpan.FromSeconds(0.25), VanishAsync, end.Token),
            RepeatAsync(TimeSpan.FromSeconds(1), AskNonsenseAsync, end.Token),
        ];
        while (start.Elapsed < length)
        {
            var pause = length - start.Elapsed < reportEvery ? length - start.Elapsed : reportEvery;
            await Task.WhenAny([.. loads, Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero)]);
            report(Line(start.Elapsed));
            if (loads.FirstOrDefault(load => load.IsFaulted) is { } failed)
            {
                await failed;
            }
        }

        await end.CancelAsync();
        await Task.WhenAll(loads);
    }

    private string Line(TimeSpan elapsed) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{elapsed:hh\\:mm\\:ss} {exporter.Figures()}; {_scrapes} scrapes, {Missing} readings missing, "
                + $"{_others} other requests, "
                + $"{_faults} faults, {_rounds} plug rounds, {_vanished} vanished, {_refused} refused"
        );

    private static async Task RepeatAsync(TimeSpan interval, Func<Task> action, CancellationToken end)
    {
        using var timer = new PeriodicTimer(interval);
        while (!end.IsCancellationRequested)
        {
            await action();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task ScrapeAsync()
    {
        var exposition = await exporter.ScrapeAsync();
        Missing += Good.Except(exposition.DevicesRead()).Count();
        _scrapes++;
    }

    private async Task AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Others[_others % Others.Length]);
        request.Headers.TryAddWithoutValidation(
            "Accept",
            _others % 3 == 0 ? "text/html" : "application/openmetrics-text;version=1.0.0"
        );
        request.Headers.TryAddWithoutValidation("Accept-Encoding", _others % 2 == 0 ? "gzip" : "identity");
        using var response = await exporter.Client.SendAsync(request);
        ((int)response.StatusCode).Should().BeOneOf(200, 404);
        _others++;
    }

    private async Task ChangeFaultAsync()
    {
        var faults = Enum.GetValues<DeviceFault>();
        await exporter.TellAsync("replug 1"); // two of the faults unplug it
        await exporter.TellAsync($"fault 1 {faults[_faults % faults.Length]}");
        _faults++;
    }

    private async Task PlugAsync()
    {
        await exporter.TellAsync(_rounds % 2 == 0 ? "unplug 2" : "plug 2");
        _rounds++;
    }

    private async Task VanishAsync()
    {
        var isMidRequest = _vanished % 2 == 0;
        using var client = await RawClient.ConnectAsync(exporter.Port);
        await client.SendAsync(
            isMidRequest ? "GET /metrics HTTP/1.1\r\nHost" : "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
        );
        client.Vanish();
        _vanished++;
    }

    private async Task AskNonsenseAsync()
    {
        var (name, bytes, _) = Nonsense.Requests[_refused % Nonsense.Requests.Count];
        using var client = await RawClient.ConnectAsync(exporter.Port);
        await client.SendAsync(bytes);
        (await client.StatusAsync()).Should().NotBe(200, name);
        _refused++;
    }
}
