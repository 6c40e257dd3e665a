using System.Text.Json;
using System.Text.RegularExpressions;

namespace Temper.Mqtt.Tests;

/// <summary>
/// The rules of Home Assistant's integration mqtt for the announcement of a device with sensors, as far as they concern
/// what temper-mqtt uses. Properties beyond that are a problem, also where Home Assistant ignores them. Sources, in
/// homeassistant/components of home-assistant/core: mqtt/discovery.py (TOPIC_MATCHER), mqtt/abbreviations.py,
/// mqtt/schemas.py (DEVICE_DISCOVERY_SCHEMA, check_unique_id), mqtt/sensor.py (_PLATFORM_SCHEMA_BASE), mqtt/util.py
/// (valid_topic), sensor/const.py (DEVICE_CLASS_UNITS, DEVICE_CLASS_STATE_CLASSES).
/// </summary>
internal static partial class HomeAssistantSchema
{
    private const int MaxTopicBytes = 65535;

    private static readonly Dictionary<string, string> Abbreviations = new()
    {
        ["dev"] = "device",
        ["o"] = "origin",
        ["cmps"] = "components",
        ["p"] = "platform",
        ["ids"] = "identifiers",
        ["mf"] = "manufacturer",
        ["mdl"] = "model",
        ["sw"] = "sw_version",
    };

    private static readonly Dictionary<string, string[]> UnitsOfClass = new()
    {
        ["temperature"] = ["°C", "°F", "K"],
        ["humidity"] = ["%"],
    };

    /// <summary>Returns what Home Assistant would reject.</summary>
    /// <param name="topic">The topic, below the prefix <c>homeassistant</c>.</param>
    /// <param name="document">The payload.</param>
    public static IReadOnlyList<string> ProblemsOf(string topic, JsonElement document)
    {
        var problems = new List<string>();
        Require(TopicMatcher().IsMatch(topic), $"topic {topic}");
        var root = Expand(document);
        Allow(root, "device", "origin", "components", "availability", "availability_mode", "state_topic", "qos");
        foreach (var required in new[] { "device", "origin", "components" })
        {
            Require(root.ContainsKey(required), $"no {required}");
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        CheckTopics();
        CheckDevice();
        foreach (var component in root["components"].EnumerateObject())
        {
            CheckComponent(component.Name, Expand(component.Value));
        }

        return problems;

        void CheckTopics()
        {
            Require(IsTopic(root["state_topic"].GetString()!), "state_topic");
            Require(root["qos"].GetInt32() is 0 or 1 or 2, "qos");
            Require(root["availability_mode"].GetString() is "all" or "any" or "latest", "availability_mode");
            foreach (var availability in root["availability"].EnumerateArray().Select(Expand))
            {
                Allow(availability, "topic");
                Require(IsTopic(availability["topic"].GetString()!), "topic of availability");
            }
        }

        void CheckDevice()
        {
            var device = Expand(root["device"]);
            Allow(device, "identifiers", "name", "manufacturer", "model");
            Require(device.TryGetValue("identifiers", out var ids) && ids.GetArrayLength() > 0, "no identifier");
            var origin = Expand(root["origin"]);
            Allow(origin, "name", "sw_version");
            Require(origin.ContainsKey("name"), "no name of the origin");
        }

        void CheckComponent(string key, Dictionary<string, JsonElement> component)
        {
            Require(component.TryGetValue("platform", out var platform) && platform.GetString() == "sensor", key);
            if (component.Count == 1)
            {
                return; // removes the sensor
            }

            Allow(
                component,
                "platform",
                "name",
                "unique_id",
                "device_class",
                "state_class",
                "unit_of_measurement",
                "suggested_display_precision",
                "value_template"
            );
            Require(component.TryGetValue("unique_id", out var id) && id.GetString() is { Length: > 0 }, $"{key}: id");
            Require(component["state_class"].GetString() == "measurement", $"{key}: state_class");
            Require(component["suggested_display_precision"].GetInt32() >= 0, $"{key}: precision");
            var units = UnitsOfClass.GetValueOrDefault(component["device_class"].GetString()!, []);
            Require(units.Contains(component["unit_of_measurement"].GetString()), $"{key}: class and unit");
        }

        void Allow(Dictionary<string, JsonElement> value, params string[] names) =>
            problems.AddRange(value.Keys.Except(names).Select(name => $"unknown property {name}"));

        void Require(bool condition, string problem)
        {
            if (!condition)
            {
                problems.Add(problem);
            }
        }
    }

    private static Dictionary<string, JsonElement> Expand(JsonElement value) =>
        value
            .EnumerateObject()
            .ToDictionary(
                property => Abbreviations.GetValueOrDefault(property.Name, property.Name),
                property => property.Value
            );

    private static bool IsTopic(string topic) =>
        topic.Length > 0
        && System.Text.Encoding.UTF8.GetByteCount(topic) <= MaxTopicBytes
        && !topic.Any(character => char.IsControl(character) || character is '#' or '+');

    [GeneratedRegex(@"^homeassistant/device/(?:[a-zA-Z0-9_-]+/)?[a-zA-Z0-9_-]+/config\z")]
    private static partial Regex TopicMatcher();
}
