using System.Text.Json;

namespace Temper.Exporter.Tests;

/// <summary>The packaged dashboard, in parts.</summary>
internal static class GrafanaDashboard
{
    public static JsonElement Root { get; } =
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Grafana", "temper-dashboard.json")))
            .RootElement;

    /// <summary>The panels that show something: all but the rows, which are headings.</summary>
    public static IReadOnlyList<JsonElement> Panels { get; } =
    [.. Root.GetProperty("panels").EnumerateArray().Where(panel => TextOf(panel, "type") != "row")];

    public static IReadOnlyList<JsonElement> Targets { get; } = [.. Panels.SelectMany(TargetsOf)];

    public static IReadOnlyList<JsonElement> Variables { get; } =
    [.. Root.GetProperty("templating").GetProperty("list").EnumerateArray()];

    public static IReadOnlyList<JsonElement> Annotations { get; } =
    [.. Root.GetProperty("annotations").GetProperty("list").EnumerateArray()];

    public static IEnumerable<JsonElement> TargetsOf(JsonElement panel) =>
        panel.GetProperty("targets").EnumerateArray();

    /// <summary>The text at the end of that path of names, or nothing if there is none.</summary>
    public static string? TextOf(JsonElement element, params string[] names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    /// <summary>Whether that flag is set.</summary>
    public static bool Has(JsonElement element, string flag) =>
        element.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Every text that has that name, however deep.</summary>
    public static IEnumerable<string> TextsOf(string name) => TextsOf(Root, name);

    private static IEnumerable<string> TextsOf(JsonElement element, string name) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(property =>
                    property.Name == name && property.Value.ValueKind == JsonValueKind.String
                        ? [property.Value.GetString()!]
                        : TextsOf(property.Value, name)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => TextsOf(item, name)),
            _ => [],
        };
}
