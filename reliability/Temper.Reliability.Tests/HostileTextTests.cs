using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Temper.Emulator;
using Temper.Exporter.Testing;
using Temper.Reliability.Tests.Host;
using Temper.Testing;

namespace Temper.Reliability.Tests;

/// <summary>Devices that say of themselves, and of where they are, what could do harm wherever it is shown.</summary>
public sealed partial class HostileTextTests
{
    private const int MaxLabelLength = 64;

    [TestCaseSource(nameof(Numbers))]
    public async Task What_devices_say_breaks_no_format_and_makes_none_collide(int number)
    {
        var text = HostileTexts.All[number];
        var devices = new[]
        {
            Device($"usb-{text}", text),
            Device($"usb-{text}", text),
            Device($"usb-{text}\x01", text),
            Device($"usb-{text}\x02", text),
        };
        devices[3].Version = Encoding.Latin1.GetBytes(text.PadRight(16)[..16]);
        await using var exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(TimeProvider.System, devices),
            deviceTimeout: TimeSpan.FromSeconds(0.5)
        );

        var (metrics, openMetrics, json) = (
            exporter.ScrapeAsync(),
            OpenMetricsAsync(exporter),
            exporter.ScrapeAsync("/api/v1/readings")
        );

        var exposition = Exposition.Parse(await metrics);
        exposition
            .Samples.Keys.Count(series => series.StartsWith("temper_device_up{", StringComparison.Ordinal))
            .Should()
            .Be(4);
        exposition
            .Samples.Keys.Count(series => series.StartsWith("temper_temperature_celsius{", StringComparison.Ordinal))
            .Should()
            .Be(6);
        exposition
            .Samples.Keys.Select(series => Product().Match(series))
            .Where(match => match.Success)
            .Should()
            .HaveCount(4)
            .And.OnlyContain(match => Unescaped(match.Groups[1].Value).Length <= MaxLabelLength);
        (await openMetrics).Should().EndWith("\n# EOF\n");
        StringsIn(await json).Should().HaveCount(12).And.NotContain(told => Active().IsMatch(told));
    }

    [Test]
    public async Task Port_paths_that_the_kernel_cut_off_at_63_characters_do_not_collide()
    {
        var path = new string('1', 63 - "/input1".Length);
        await using var exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(TimeProvider.System, [.. Enumerable.Range(0, 15).Select(_ => DevicesAt.Twin(path))])
        );

        var exposition = Exposition.Parse(await exporter.ScrapeAsync());

        exposition
            .Samples.Keys.Count(series => series.StartsWith("temper_temperature_celsius{", StringComparison.Ordinal))
            .Should()
            .Be(30);
    }

    [Test]
    public async Task Prometheus_own_parser_reads_all_of_it()
    {
        const string Promtool = "promtool"; // of Debian's package prometheus; .ci/reliability puts it there
        Assume.That(
            Environment
                .GetEnvironmentVariable("PATH")!
                .Split(':')
                .Any(folder => File.Exists(Path.Combine(folder, Promtool)))
        );
        const int LintOnly = 3; // what it would have named otherwise, but not what it cannot read
        await using var exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(TimeProvider.System, [.. HostileTexts.All.Select(text => Device($"usb-{text}", text))])
        );
        using var promtool = Process.Start(
            new ProcessStartInfo(Promtool, ["check", "metrics"])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            }
        )!;

        await promtool.StandardInput.WriteAsync(await exporter.ScrapeAsync());
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        promtool.ExitCode.Should().BeOneOf([0, LintOnly], said);
    }

    [TestCase("logfmt")]
    [TestCase("json")]
    public async Task The_log_stays_one_line_an_event_and_without_control_bytes(string format)
    {
        using var file = HostileTexts.DevicesFile();
        using var exporter = Programs.Start(
            Programs.Exporter,
            "--simulate",
            file.Path,
            "--log.format",
            format,
            "--log.level",
            "debug",
            "--bind-address",
            "127.0.0.1",
            "--bind-port",
            "0"
        );
        var lines = new List<string>();
        Match listening;
        do
        {
            lines.Add((await exporter.StandardError.ReadLineAsync().WaitAsync(HostedExporter.Timeout))!);
        } while (!(listening = ListeningLine().Match(lines[^1])).Success);

        using var client = new HttpClient();
        Exposition.Parse(
            await client.GetStringAsync(new Uri($"http://127.0.0.1:{listening.Groups["port"].Value}/metrics"))
        );
        exporter.Send(PosixSignal.SIGTERM);
        lines.AddRange(
            (await exporter.StandardError.ReadToEndAsync().WaitAsync(HostedExporter.Timeout)).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            )
        );

        lines.Count(line => line.Contains("device failed", StringComparison.Ordinal)).Should().BePositive();
        lines.Should().OnlyContain(line => EventOf(format).IsMatch(line) && !Active().IsMatch(line));
    }

    [TestCase("--list")]
    [TestCase("--json")]
    [TestCase("--csv")]
    [TestCase("")]
    public async Task The_terminal_of_temper_read_gets_no_control_bytes(string form)
    {
        using var file = HostileTexts.DevicesFile();
        string[] args =
        [
            "--simulate",
            file.Path,
            "--device-timeout",
            "1",
            .. form.Length > 0 ? [form] : Array.Empty<string>(),
        ];

        var (_, output, error) = await Programs.RunAsync(Programs.Reader, args);

        (output + error).Should().Contain("usb-");
        Active().IsMatch(output + error).Should().BeFalse(output + error);
    }

    private static IEnumerable<int> Numbers() => Enumerable.Range(0, HostileTexts.All.Length);

    private static EmulatedDevice Device(string portPath, string product) =>
        new(DeviceModels.Find("TEMPer2_M12_V1.3")! with { Manufacturer = "", Product = product }, portPath);

    private static async Task<string> OpenMetricsAsync(RunningExporter exporter)
    {
        using var response = await exporter.SendAsync(
            HttpMethod.Get,
            "/metrics",
            "application/openmetrics-text;version=1.0.0"
        );
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>
    /// What devices say of themselves, as the page's script gets it; the page itself holds nothing of theirs.
    /// </summary>
    private static List<string> StringsIn(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document
                .RootElement.GetProperty("sticks")
                .EnumerateArray()
                .SelectMany(device =>
                    new[] { "phy", "product", "version" }.Select(name => device.GetProperty(name).GetString() ?? "")
                ),
        ];
    }

    private static string Unescaped(string label) =>
        Regex.Unescape(label.Replace("\\\"", "\"", StringComparison.Ordinal));

    private static Regex EventOf(string format) => format == "json" ? JsonEvent() : LogfmtEvent();

    [GeneratedRegex("""^temper_device_info{.*,product="((?:[^\\"]|\\.)*)",node=""")]
    private static partial Regex Product();

    // What a terminal acts on, or what changes how text around it is shown. Line feeds are the programs' own.
    [GeneratedRegex(@"[\p{Cc}\p{Cf}\u2028\u2029-[\n]]")]
    private static partial Regex Active();

    [GeneratedRegex(@"listening on"",?( address=|""address"":"")127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex ListeningLine();

    [GeneratedRegex(@"^time=\S+Z level=(debug|info|warn) msg=")]
    private static partial Regex LogfmtEvent();

    [GeneratedRegex("""^{"time":"[^"]+Z","level":"(debug|info|warn)","msg":".*}$""")]
    private static partial Regex JsonEvent();
}
