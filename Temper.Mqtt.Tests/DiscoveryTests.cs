using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Mqtt.Tests;

/// <summary>What Home Assistant reads about a device.</summary>
public sealed partial class DiscoveryTests
{
    private static IEnumerable<string> Firmwares() => DeviceModels.All.Select(model => model.Firmware);

    [TestCaseSource(nameof(Firmwares))]
    public async Task Home_assistant_accepts_the_announcement_of_every_model(string firmware)
    {
        var messages = await PublicationsAsync(DeviceModels.Find(firmware)!, "usb-0000:00:14.0-1.4", DeviceNames.None);
        using var discovery = JsonDocument.Parse(messages[0].Payload);
        using var state = JsonDocument.Parse(messages[1].Payload);

        HomeAssistantSchema.ProblemsOf(messages[0].Topic, discovery.RootElement).Should().BeEmpty();

        var components = discovery.RootElement.GetProperty("cmps").EnumerateObject().ToList();
        components.Should().NotBeEmpty();
        components
            .Select(component => component.Value.GetProperty("unique_id").GetString())
            .Should()
            .OnlyHaveUniqueItems();
        foreach (var component in components)
        {
            var template = ReadingTemplate().Match(component.Value.GetProperty("value_template").GetString()!);
            template.Success.Should().BeTrue();
            state
                .RootElement.GetProperty("readings")
                .TryGetProperty(template.Groups["key"].Value, out _)
                .Should()
                .BeTrue();
        }

        discovery.RootElement.GetProperty("state_topic").GetString().Should().Be(messages[1].Topic);
        discovery
            .RootElement.GetProperty("availability")
            .EnumerateArray()
            .Select(entry => entry.GetProperty("topic").GetString())
            .Should()
            .Equal("temper/attic/status", messages[2].Topic);
        messages[0].Payload.Should().NotContain("expire_after");
    }

    [TestCase("o")]
    [TestCase("dev")]
    [TestCase("cmps")]
    [TestCase("cmps.temperature.p")]
    [TestCase("cmps.temperature.unique_id")]
    [TestCase("dev.ids")]
    [TestCase("o.name")]
    public async Task The_rules_reject_an_announcement_without(string path)
    {
        var messages = await PublicationsAsync(DeviceModels.Find("TEMPer1F_H1V1.5F")!, "usb-1", DeviceNames.None);
        var root = JsonNode.Parse(messages[0].Payload)!;
        var names = path.Split('.');
        var parent = names[..^1].Aggregate(root, (node, name) => node[name]!);
        parent.AsObject().Remove(names[^1]).Should().BeTrue();

        using var changed = JsonDocument.Parse(root.ToJsonString());

        HomeAssistantSchema.ProblemsOf(messages[0].Topic, changed.RootElement).Should().NotBeEmpty();
    }

    [Test]
    public async Task Names_of_the_user_are_shown_and_do_not_change_ids()
    {
        var model = DeviceModels.Find("TEMPer1F_H1V1.5F")!;
        var names = new DeviceNames([new GivenName("usb-1", null, "Cellar"), new GivenName("usb-1", "", "Wine")]);
        var plain = await PublicationsAsync(model, "usb-1", DeviceNames.None);
        var named = await PublicationsAsync(model, "usb-1", names);

        named.Select(message => message.Topic).Should().Equal(plain.Select(message => message.Topic));
        var document = JsonNode.Parse(named[0].Payload)!;
        document["dev"]!["name"]!.GetValue<string>().Should().Be("Cellar");
        document["cmps"]!["temperature"]!["name"]!.GetValue<string>().Should().Be("Wine");
        document["cmps"]!["humidity"]!["name"]!.GetValue<string>().Should().Be("Wine humidity");
        document["cmps"]!["humidity"]!["unique_id"]!
            .GetValue<string>()
            .Should()
            .Be("temper_attic_usb-1_input1_humidity")
            .And.Be(JsonNode.Parse(plain[0].Payload)!["cmps"]!["humidity"]!["unique_id"]!.GetValue<string>());
        JsonNode.Parse(plain[0].Payload)!["dev"]!["name"]!.GetValue<string>().Should().Be("TEMPer attic usb-1");
    }

    private static async Task<IReadOnlyList<(string Topic, string Payload)>> PublicationsAsync(
        DeviceModel model,
        string port,
        DeviceNames names
    )
    {
        var time = new ObservedTimeProvider();
        var device = new EmulatedDevice(model, port);
        var transport = DevicesAt.Transport(time, device);
        var options = new TemperOptions
        {
            Transports = [transport],
            TimeProvider = time,
            DeviceTimeout = TemperOptions.MaxDeviceTimeout,
        };
        await using var devices = new TemperDeviceSet(options);
        var register = new DeviceRegister(new Topics("temper", "homeassistant", "attic"), names, time);
        var reading = devices.ReadAsync();
        // Some models may send a second report, for which the reader waits a while.
        while (await Task.WhenAny(reading, transport.WaitForReaderAsync(device)) != reading)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        register.Update(await reading);
        return register.Due();
    }

    [GeneratedRegex(@"^\{\{ value_json\.readings\.get\('(?<key>[a-z0-9_]+)'\) \}\}\z")]
    private static partial Regex ReadingTemplate();
}
