using System.Globalization;
using Temper.CommandLine;

namespace Temper.Exporter.Web;

/// <summary>The keys of a section of a YAML file. A key that the section does not know is an error.</summary>
internal sealed class YamlSection
{
    private static readonly string[] TrueWords = ["true", "yes", "on"];
    private static readonly string[] FalseWords = ["false", "no", "off"];

    private readonly string _path;
    private readonly YamlMap _map;

    /// <param name="path">The name of the section, as it is before its keys in messages; empty at the top.</param>
    /// <param name="map">Its content.</param>
    /// <param name="known">The keys that it may have.</param>
    /// <exception cref="FormatException">It has another key.</exception>
    public YamlSection(string path, YamlMap map, params IReadOnlyList<string> known)
    {
        (_path, _map) = (path, map);
        if (map.Entries.FirstOrDefault(entry => !known.Contains(entry.Key.Text)).Key is { } unknown)
        {
            var hint = Spelling.Hint(unknown.Text, known, $"known keys: {string.Join(", ", known)}");
            throw unknown.Error($"unknown key '{NameOf(unknown.Text)}'{hint}");
        }
    }

    /// <summary>Returns the value of a key, or <see langword="null"/> if it is missing or empty.</summary>
    public YamlNode? Find(string key) =>
        _map.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value switch
        {
            YamlScalar { IsPlain: true, Text: "" or "~" or "null" } => null,
            var value => value,
        };

    /// <summary>Creates an error at a key, or at the section if it lacks the key.</summary>
    public FormatException Error(string key, string message) =>
        (_map.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value ?? _map).Error($"{NameOf(key)}: {message}");

    /// <summary>Returns a text, or <see langword="null"/> if the key is missing or empty.</summary>
    public string? Text(string key) =>
        Find(key) switch
        {
            null or YamlScalar { Text: "" } => null,
            YamlScalar scalar => scalar.Text,
            _ => throw Error(key, "expected a text"),
        };

    /// <summary>Returns a list of texts, or <see langword="null"/> if the key is missing.</summary>
    public IReadOnlyList<string>? Texts(string key) =>
        Find(key) switch
        {
            null => null,
            YamlList { Items: [_, ..] } list => [.. list.Items.Select(item => TextOf(key, item))],
            _ => throw Error(key, "expected a list with at least one element"),
        };

    /// <summary>Returns true, false, or <see langword="null"/> if the key is missing.</summary>
    public bool? Flag(string key) =>
        Find(key) switch
        {
            null => null,
            YamlScalar { IsPlain: true } scalar when IsOneOf(TrueWords, scalar) => true,
            YamlScalar { IsPlain: true } scalar when IsOneOf(FalseWords, scalar) => false,
            _ => throw Error(key, "expected true or false"),
        };

    /// <summary>Returns a whole number of at least 0, or <see langword="null"/> if the key is missing.</summary>
    public int? Number(string key) =>
        Find(key) switch
        {
            null => null,
            YamlScalar { IsPlain: true } scalar
                when int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => throw Error(key, "expected a whole number"),
        };

    /// <summary>Returns a map, or <see langword="null"/> if the key is missing.</summary>
    public YamlMap? Map(string key) =>
        Find(key) switch
        {
            null => null,
            YamlMap map => map,
            _ => throw Error(key, "expected keys and values below it"),
        };

    /// <summary>Returns the keys of a map below the section with their texts.</summary>
    public IReadOnlyList<(YamlScalar Key, string Text)> TextsByKey(string key) =>
        [.. (Map(key)?.Entries ?? []).Select(entry => (entry.Key, TextOf($"{key}.{entry.Key.Text}", entry.Value)))];

    private string TextOf(string key, YamlNode value) =>
        value is YamlScalar scalar ? scalar.Text : throw value.Error($"{NameOf(key)}: expected a text");

    private string NameOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private static bool IsOneOf(string[] words, YamlScalar scalar) =>
        words.Contains(scalar.Text, StringComparer.OrdinalIgnoreCase);
}
