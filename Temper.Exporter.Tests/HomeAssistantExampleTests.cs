using System.Text.Json;
using System.Text.RegularExpressions;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests;

/// <summary>The example of Home Assistant's REST sensors finds its keys and values in the JSON.</summary>
public sealed partial class HomeAssistantExampleTests
{
    private static readonly IReadOnlyList<string> Templates =
    [
        .. Template().Matches(DocumentedFlags.Read("docs", "home-assistant.md")).Select(match => match.Value),
    ];

    [Test]
    public async Task Its_keys_exist_and_its_sensors_have_a_value()
    {
        const string root = "usb-3f980000.";
        await using var exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(
                TimeProvider.System,
                DevicesAt.Twin($"{root}usb-1.4"),
                DevicesAt.Hygrometer($"{root}usb-1.3")
            )
        );
        using var document = JsonDocument.Parse(await exporter.ScrapeAsync("/api/v1/readings"));

        Templates.Should().HaveCount(2).And.AllSatisfy(template => ValueOf(template, document).Should().BePositive());
    }

    /// <summary>Does what the template says, which has one form only.</summary>
    private static double ValueOf(string template, JsonDocument document)
    {
        var form = Form().Match(template);
        form.Success.Should().BeTrue(template);
        string Text(string group) => form.Groups[group].Value;
        var device = document
            .RootElement.GetProperty(Text("devices"))
            .EnumerateArray()
            .First(device => device.GetProperty(Text("port")).GetString() == Text("path"));
        return device
            .GetProperty(Text("sensors"))
            .EnumerateArray()
            .First(sensor =>
                sensor.GetProperty(Text("sensor")).GetString() == Text("name")
                && sensor.GetProperty(Text("kind")).GetString() == Text("quantity")
                && sensor.GetProperty(Text("present")).ValueKind != JsonValueKind.Null
            )
            .GetProperty(Text("value"))
            .GetDouble();
    }

    [GeneratedRegex(@"\{\{ \(value_json[^}]*\}\}")]
    private static partial Regex Template();

    [GeneratedRegex(
        @"^\{\{ \(value_json\.(?<devices>\w+)"
            + @"\s+\| selectattr\('(?<port>\w+)', 'eq', '(?<path>[^']*)'\)"
            + @" \| map\(attribute='(?<sensors>\w+)'\) \| first"
            + @"\s+\| selectattr\('(?<sensor>\w+)', 'eq', '(?<name>\w*)'\)"
            + @" \| selectattr\('(?<kind>\w+)', 'eq', '(?<quantity>\w+)'\)"
            + @"\s+\| rejectattr\('(?<present>\w+)', 'none'\) \| first\)\.(?<value>\w+) \| round\(2\) \}\}$"
    )]
    private static partial Regex Form();
}
