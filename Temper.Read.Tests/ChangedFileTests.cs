using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>Files, changed at random: they are understood, or refused in one line.</summary>
[Category(FuzzInputs.Category)]
public sealed class ChangedFileTests
{
    private static readonly int Inputs = FuzzInputs.Of(1_000);

    private static readonly byte[][] Calibration = LinesOf(
        """
        { "calibration": [
        { "phy": "usb-1.4", "sensor": "internal", "scale": 1.5, "offset": -1.5e0 },
        { "phy": "usb-1.3/input1", "quantity": "humidity", "offset": 2 }, // all
        ], "names": [
        { "phy": "usb-1.4", "label": "Rack 3" },
        { "phy": "usb-1.3", "sensor": "", "label": "Cellar" },
        ] }
        """
    );

    private static readonly byte[][] Devices = LinesOf(
        """
        { "sticks": [
        { "phy": "usb-1.1", "firmware": "TEMPer2_M12_V1.3", "reading": { "internal": 21.5, "external": null } },
        { "phy": "usb-1.2", "firmware": "TEMPer1F_H1V1.5F", "fault": "stall" }
        ] }
        """
    );

    [Test]
    public Task A_changed_calibration_is_one_or_one_line_says_why_not() =>
        TryAsync(Calibration, path => ["--simulate", "--config", path]);

    [Test]
    public Task A_changed_list_of_devices_is_one_or_one_line_says_why_not() =>
        TryAsync(Devices, path => ["--list", "--simulate", path]);

    private static async Task TryAsync(byte[][] lines, Func<string, string[]> argumentsFor)
    {
        var mutator = new Mutator(seed: 1);
        var refused = 0;
        using var file = new TemporaryFile("");
        for (var input = 0; input < Inputs; input++)
        {
            await File.WriteAllBytesAsync(file.Path, [.. mutator.Change(lines, lines).SelectMany(line => line)]);
            using var error = new PrintedText();

            var exitCode = await ReadProgram.RunAsync(argumentsFor(file.Path), TextWriter.Null, error);

            if (exitCode == ExitCode.Usage)
            {
                refused++;
                error.ToString().Should().Contain(file.Path).And.MatchRegex("^temper-read: [^\\n]+\\n$");
            }
        }

        refused.Should().BeInRange(Inputs / 10, Inputs - (Inputs / 10), "some changes matter, and some do not");
    }

    private static byte[][] LinesOf(string text) =>
        [.. text.Split('\n').Select(line => System.Text.Encoding.UTF8.GetBytes(line + "\n"))];
}
