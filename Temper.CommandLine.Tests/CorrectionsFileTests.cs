using System.CommandLine;
using Temper.Testing;

namespace Temper.CommandLine.Tests;

/// <summary>The file of <c>--config</c>.</summary>
public sealed class CorrectionsFileTests
{
    [Test]
    public void A_file_without_entries_corrects_nothing()
    {
        using var file = new TemporaryFile("{ \"calibration\": [] }");

        CorrectionsFile.Read(file.Path).Should().BeEmpty();
    }

    [TestCase(
        "{\n\"calibration\": [ { \"phy\": \"usb-1\",\n \"offst\": 1 } ] }",
        ", line 3: unknown property 'offst'; did you mean offset?"
    )]
    [TestCase(
        "{\n\"calibration\": [ { \"phy\": \"usb-1\",\n \"offset\": \"a\" } ] }",
        ", line 3: 'calibration[0].offset' has the wrong type"
    )]
    [TestCase("", ", line 1: the file is empty")]
    [TestCase("x", ", line 1: 'x' is an invalid start of a value.")]
    [TestCase("{ \"calibration\": [ { \"phy\": \"a\", \"phy\": \"b\" } ] }", ", line 1: property 'phy' is given twice")]
    [TestCase("{ \"calibration\": 1 }", ", line 1: 'calibration' has the wrong type")]
    [TestCase("{", ", line 1: ")]
    [TestCase("{ \"calibration\": [ { \"offset\": 1 } ] }", ", line 1: missing property 'phy'; ")]
    [TestCase(
        "{ \"calibration\": [ \n{ \"phy\": \"a\" },\n{ \"phy\": \"a/input1\" } ] }",
        ", line 3: second entry for the same sensor; remove one of them"
    )]
    [TestCase("{ \"calibration\": [ { \"phy\": \"a\", \"scale\": 0 } ] }", ", line 1: scale: 0 ")]
    [TestCase(
        "{ \"calibration\": [ { \"phy\": \"a\", \"quantity\": \"pressure\" } ] }",
        ", line 1: unknown quantity 'pressure'; quantities: temperature, humidity"
    )]
    [TestCase("{ \"calibration\": [\n{ \"phy\": \"a\" },\nnull ] }", ", line 3: missing property 'phy'; ")]
    [TestCase("{}", ": missing property 'calibration'; ")]
    [TestCase("null", ": missing property 'calibration'; ")]
    [TestCase("{ \"calibration\": [], \n\"calibration\": [] }", ", line 2: ")]
    [TestCase("{ \"calibration\": [ null ] }", ", line 1: missing property 'phy'; ")]
    [TestCase("{ \"calibration\": [ { \"phy\": \"a\", \"offset\": 1e999 } ] }", ", line 1: correction out of range; ")]
    public void A_bad_file_is_one_line_that_says_where(string content, string expected)
    {
        using var file = new TemporaryFile(content);
        var command = new Command("program");
        var options = new DeviceFlags();
        options.AddTo(command);
        var settings = options.OptionsOf(command.Parse(["--simulate", "--config", file.Path]));

        var message = FluentActions
            .Invoking(() => settings.ToTemperOptions())
            .Should()
            .Throw<FormatException>()
            .Which.Message;

        message.Should().StartWith($"--config: {file.Path}{expected}");
        message.Should().NotContain("\n");
    }
}
