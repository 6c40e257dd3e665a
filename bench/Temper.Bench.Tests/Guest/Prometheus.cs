using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Temper.Testing;

namespace Temper.Bench.Tests.Guest;

/// <summary>Debian's Prometheus, with the packaged alerts, that scrapes one exporter.</summary>
internal sealed partial class Prometheus : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _log;
    private readonly HttpClient _client = new() { Timeout = Programs.Timeout };

    private Prometheus(Process process, int port)
    {
        _process = process;
        _client.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        _log = process.StandardError.ReadToEndAsync();
    }

    public static async Task<Prometheus> StartAsync(int exporterPort)
    {
        const string Configuration = "/tmp/prometheus.yml";
        await File.WriteAllTextAsync(
            Configuration,
            $$"""
            global: { scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s }
            rule_files: [{{Programs.Alerts}}]
            scrape_configs:
              - job_name: temper
                static_configs: [{ targets: ['127.0.0.1:{{exporterPort}}'] }]
            """
        );
        var process = Programs.Start(
            Programs.Prometheus(
                $"--config.file={Configuration}",
                "--storage.tsdb.path=/tmp/prometheus",
                "--web.listen-address=127.0.0.1:0"
            )
        );
        var prometheus = new Prometheus(process, await Programs.PortAsync(process, ListeningLine()));
        // It listens before it has read its files.
        await Until.TrueAsync(prometheus.IsReadyAsync, "a Prometheus that is ready");
        return prometheus;
    }

    /// <summary>The values that a query gives, as they are written on the wire.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string expression)
    {
        using var answer = JsonDocument.Parse(
            await _client.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}")
        );
        return
        [
            .. answer
                .RootElement.GetProperty("data")
                .GetProperty("result")
                .EnumerateArray()
                .Select(series => series.GetProperty("value")[1].GetString()!),
        ];
    }

    /// <summary>Asks until that is the answer.</summary>
    public Task WaitForAsync(string expression, params string[] values) =>
        Until.TrueAsync(
            async () => (await QueryAsync(expression)).SequenceEqual(values),
            $"{expression} is {string.Join(", ", values)}"
        );

    private async Task<bool> IsReadyAsync()
    {
        using var answer = await _client.GetAsync("/-/ready");
        return answer.IsSuccessStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Send(PosixSignal.SIGTERM);
        await _process.WaitForExitAsync().WaitAsync(Programs.Timeout);
        await _log;
        _client.Dispose();
        _process.Dispose();
    }

    [GeneratedRegex(@"Listening on"" address=\S+:(\d+)$")]
    private static partial Regex ListeningLine();
}
