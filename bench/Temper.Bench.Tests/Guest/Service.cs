using System.Globalization;
using System.Text;
using Temper.Testing;

namespace Temper.Bench.Tests.Guest;

/// <summary>The installed package's service, as its administrator sees it, and what was typed and answered.</summary>
internal sealed class Service : IDisposable
{
    public const string Name = "prometheus-temper-exporter";

    private readonly StringBuilder _transcript = new();
    private readonly HttpClient _client = new() { Timeout = Programs.Timeout };

    /// <summary>All commands so far, with their output.</summary>
    public string Transcript => _transcript.ToString();

    /// <summary>Writes down what happened without a command.</summary>
    public void Note(string what) => _transcript.Append(CultureInfo.InvariantCulture, $"{what}\n");

    /// <summary>Runs a shell's command line as root.</summary>
    public async Task<Outcome> TypeAsync(string command)
    {
        var outcome = await Programs.RunAsync("bash", "-c", command);
        _transcript.Append(CultureInfo.InvariantCulture, $"# {command}\n{outcome.Output}{outcome.Error}");
        if (outcome.ExitCode != 0)
        {
            _transcript.Append(CultureInfo.InvariantCulture, $"(exit status {outcome.ExitCode})\n");
        }

        return outcome;
    }

    /// <summary>Runs a command line that must succeed; its output.</summary>
    public async Task<string> DoAsync(string command)
    {
        var outcome = await TypeAsync(command);
        outcome.ExitCode.Should().Be(0, "{0} said {1}{2}", command, outcome.Output, outcome.Error);
        return outcome.Output.TrimEnd('\n');
    }

    /// <summary>A property of the unit, see systemd.exec(5) and org.freedesktop.systemd1(5).</summary>
    public static async Task<string> PropertyAsync(string property) =>
        (await Programs.OutputOfAsync("systemctl", "show", "-P", property, Name)).TrimEnd('\n');

    public static async Task<long> NumberAsync(string property) =>
        long.Parse(await PropertyAsync(property), CultureInfo.InvariantCulture);

    public static Task UntilAsync(string property, string value) =>
        Until.TrueAsync(async () => await PropertyAsync(property) == value, $"{property} is {value}");

    /// <summary>Waits until systemd has restarted it once more, and it is ready.</summary>
    public static async Task UntilRestartedAsync(long restartsBefore)
    {
        await Until.TrueAsync(async () => await NumberAsync("NRestarts") > restartsBefore, "a restart");
        await UntilAsync("ActiveState", "active");
    }

    /// <summary>Which lines of a scrape are readings.</summary>
    public async Task<IReadOnlyList<string>> ReadingsAsync(int port = 9204) =>
        [
            .. (await _client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics")))
                .Split('\n')
                .Where(line =>
                    line.StartsWith("temper_temperature_celsius{", StringComparison.Ordinal)
                    || line.StartsWith("temper_dew_point_celsius{", StringComparison.Ordinal)
                ),
        ];

    public void Dispose() => _client.Dispose();
}
