using Microsoft.AspNetCore.Http;
using Temper.Devices.Tests.Protocol;
using Temper.Exporter.Http;
using Temper.Read;

namespace Temper.Exporter.Tests.Settings;

/// <summary>Files and headers, changed at random: they are understood, or refused in one line.</summary>
[Category(FuzzInputs.Category)]
public sealed class ChangedFileTests
{
    private static readonly int Inputs = FuzzInputs.Of(1_000);

    private static readonly byte[][] Calibration = LinesOf("""
        { "calibration": [
        { "phy": "usb-1.4", "sensor": "internal", "scale": 1.5, "offset": -1.5e0 },
        { "phy": "usb-1.3/input1", "quantity": "humidity", "offset": 2 }, // all
        ] }
        """);

    private static readonly byte[][] Sticks = LinesOf("""
        { "sticks": [
        { "phy": "usb-1.1", "firmware": "TEMPer2_M12_V1.3", "reading": { "internal": 21.5, "external": null } },
        { "phy": "usb-1.2", "firmware": "TEMPer1F_H1V1.5F", "fault": "stall" }
        ] }
        """);

    private static readonly byte[][] Headers = [.. new[] { "1.5", "10", "1e99", "-1", "0", "NaN", "3600", "0.000001" }.Select(LinesOf).Select(lines => lines[0])];

    [Test]
    public Task A_changed_calibration_is_one_or_one_line_says_why_not()
        => TryAsync(Calibration, path => ["--simulate", "--calibration", path]);

    [Test]
    public Task A_changed_list_of_sticks_is_one_or_one_line_says_why_not()
        => TryAsync(Sticks, path => ["--list", "--simulate", path]);

    [Test]
    public void A_changed_header_is_a_time_that_can_be_or_none()
    {
        var mutator = new Mutator(seed: 1);
        for (var input = 0; input < Inputs; input++)
        {
            var request = new DefaultHttpContext().Request;
            var value = mutator.Change([mutator.OneOf(Headers)], Headers).SelectMany(bytes => bytes).Select(b => (char)b);
            request.Headers["X-Prometheus-Scrape-Timeout-Seconds"] = string.Concat(value);

            (ScrapeTimeout.PatienceOf(request) ?? TimeSpan.FromSeconds(1)).TotalSeconds.Should().BeInRange(0.2, 3600, request.Headers.ToString());
        }
    }

    private static async Task TryAsync(byte[][] lines, Func<string, string[]> argumentsFor)
    {
        var mutator = new Mutator(seed: 1);
        var refused = 0;
        using var file = new TemporaryFile("");
        for (var input = 0; input < Inputs; input++)
        {
            await File.WriteAllBytesAsync(file.Path, [.. mutator.Change(lines, lines).SelectMany(line => line)]);
            using var error = new StringWriter();

            var exitCode = await ReadProgram.RunAsync(argumentsFor(file.Path), TextWriter.Null, error);

            if (exitCode == ExitCode.Usage)
            {
                refused++;
                error.ToString().Should().Contain(file.Path).And.MatchRegex("^temper-read: [^\\n]+\\n$");
            }
        }

        refused.Should().BeInRange(Inputs / 10, Inputs - (Inputs / 10), "some changes matter, and some do not");
    }

    private static byte[][] LinesOf(string text)
        => [.. text.Split('\n').Select(line => System.Text.Encoding.UTF8.GetBytes(line + "\n"))];
}
