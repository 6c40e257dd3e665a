using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>The Munin plugin, with a temper-read that prints given lines.</summary>
[Platform("Linux", Reason = "runs a shell script")]
public sealed class MuninPluginTests
{
    private const string Csv = """
        time,phy,version,sensor,quantity,unit,value,label
        2026-01-01T00:00:00.000Z,usb-1.4/input1,TEMPer2_V4.1,internal,temperature,celsius,21.5,
        2026-01-01T00:00:00.000Z,usb-1.4/input1,TEMPer2_V4.1,external,temperature,celsius,,"Fridge, ""left"" #1"
        2026-01-01T00:00:00.000Z,usb-1.3/input1,TEMPer1F_H1V1.5F,,humidity,percent,48.25,
        2026-01-01T00:00:00.000Z,usb-1.5/input1,,,,,,
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [SetUp]
    public async Task Install()
    {
        var plugin = Path.Combine(SourceTree.Root, "packaging", "munin", "temper_");
        await File.WriteAllTextAsync(InFolder("readings.csv"), Csv + "\n");
        await File.WriteAllTextAsync(InFolder("temper-read"), $"#!/bin/sh\ncat {InFolder("readings.csv")}\n");
        (
            await Shell.RunAsync(
                $"cd {_folder.FullName}; chmod +x temper-read; "
                    + $"ln -s {plugin} temper_temperature; ln -s {plugin} temper_humidity"
            )
        )
            .ExitCode.Should()
            .Be(0);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [TestCase(
        "temper_temperature",
        "t_usb_1_4_input1_internal.value 21.5\nt_usb_1_4_input1_external.value U\n",
        TestName = "Values_are_fetched_and_a_missing_one_is_unknown"
    )]
    [TestCase(
        "temper_temperature config",
        "graph_title TEMPer temperature\ngraph_vlabel °C\ngraph_category sensors\n"
            + "t_usb_1_4_input1_internal.label usb-1.4/input1 internal\nt_usb_1_4_input1_internal.warning 2:8\n"
            + "t_usb_1_4_input1_external.label Fridge, left 1\nt_usb_1_4_input1_external.warning 2:8\n",
        TestName = "The_graph_of_temperatures_has_names_and_thresholds"
    )]
    [TestCase("temper_humidity", "t_usb_1_3_input1_.value 48.25\n", TestName = "Humidity_is_a_graph_of_its_own")]
    [TestCase("temper_temperature suggest", "humidity\ntemperature\n", TestName = "What_devices_measure_is_suggested")]
    [TestCase("temper_temperature autoconf", "yes\n", TestName = "It_can_be_configured_if_devices_can_be_read")]
    public async Task The_plugin_prints(string command, string expected)
    {
        var output = InFolder("output");

        var run = await Shell.RunAsync($"export PATH={_folder.FullName}:$PATH warning=2:8; {command} >{output}");

        run.Should().Be((0, ""));
        (await File.ReadAllTextAsync(output)).Should().Be(expected);
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);
}
