using System.CommandLine;
using Temper.CommandLine.Config;
using Temper.Testing;

namespace Temper.CommandLine.Tests;

/// <summary>The file of <c>--config</c>.</summary>
public sealed class ConfigFileTests
{
    [Test]
    public void A_file_without_entries_corrects_nothing()
    {
        using var file = new TemporaryFile("{ \"calibration\": [] }");

        ConfigFile.Read(file.Path).Corrections.Should().BeEmpty();
    }

    [Test]
    public void A_file_may_hold_names_alone_and_they_belong_to_a_port_and_a_sensor()
    {
        using var file = new TemporaryFile(
            """
            { "names": [
                { "phy": "usb-1", "label": " Rack 3 " },
                { "phy": "usb-1", "sensor": "external", "label": "Café" },
                { "phy": "usb-2/input1", "sensor": "", "label": "Cellar" } ] }
            """
        );

        var names = ConfigFile.Read(file.Path).Names;

        names.OfDevice("usb-1/input1").Should().Be("Rack 3");
        names.Of("usb-1/input1", "internal").Should().Be("Rack 3");
        names.OfSensor("usb-1/input1", "internal").Should().BeNull();
        names.Of("usb-1/input1", "external").Should().Be("Café");
        names.OfSensor("usb-2/input1", "").Should().Be("Cellar");
        names.OfDevice("usb-2/input1").Should().BeNull();
        names.Of("usb-2/input0", "").Should().BeNull();
        names.Of("usb-11/input1", "external").Should().BeNull();
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
    [TestCase("{}", ": missing property 'calibration' or 'names'; ")]
    [TestCase("null", ": missing property 'calibration' or 'names'; ")]
    [TestCase("{ \"calibration\": [], \n\"calibration\": [] }", ", line 2: ")]
    [TestCase("{ \"calibration\": [ null ] }", ", line 1: missing property 'phy'; ")]
    [TestCase("{ \"calibration\": [ { \"phy\": \"a\", \"offset\": 1e999 } ] }", ", line 1: correction out of range; ")]
    [TestCase("{ \"names\": [\n{ \"label\": \"a\" } ] }", ", line 2: missing property 'phy'; ")]
    [TestCase("{ \"names\": [ { \"phy\": \"a\", \"label\": \" \" } ] }", ", line 1: missing property 'label'; ")]
    [TestCase(
        "{ \"names\": [ { \"phy\": \"a\", \"labels\": \"b\" } ] }",
        ", line 1: unknown property 'labels'; did you mean label?"
    )]
    [TestCase(
        "{ \"names\": [ { \"phy\": \"a\", \"label\": \"a\\u001b[2J\" } ] }",
        ", line 1: label: 'a\ufffd[2J' has a control or invisible character; remove it"
    )]
    [TestCase(
        "{ \"names\": [ { \"phy\": \"a\", \"label\": \"a\\u202eb\" } ] }",
        ", line 1: label: 'a\ufffdb' has a control or invisible character; remove it"
    )]
    [TestCase(
        "{ \"names\": [ { \"phy\": \"a\", \"label\": \"a\\nb\" } ] }",
        ", line 1: label: 'a\ufffdb' has a control or invisible character; remove it"
    )]
    [TestCase(
        "{ \"names\": [ { \"phy\": \"a\", \"label\": \"1234567890123456789012345678901234567890123456789012345678901234"
            + "5\" } ] }",
        ", line 1: label: longer than 64 characters; shorten it"
    )]
    [TestCase(
        "{ \"calibration\": [ { \"phy\": \"a\" } ],\n\"names\": [\n{ \"phy\": \"a\", \"label\": \"b\" },\n"
            + "{ \"phy\": \"a/input1\", \"label\": \"c\" } ] }",
        ", line 4: second entry for the same sensor; remove one of them"
    )]
    public void A_bad_file_is_one_line_that_says_where(string content, string expected)
    {
        using var file = new TemporaryFile(content);
        var command = new Command("program");
        var options = new DeviceFlags();
        options.AddTo(command);
        var settings = options.OptionsOf(command.Parse(["--simulate", "--config", file.Path]));

        var message = FluentActions.Invoking(settings.ReadConfig).Should().Throw<FormatException>().Which.Message;

        message.Should().StartWith($"--config: {file.Path}{expected}");
        message.Should().NotContain("\n");
    }
}
