namespace Temper.Exporter.Web;

/// <summary>A part of a YAML file, with its line and column, from 1, so that an error can name them.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>Creates an error at this place.</summary>
    public FormatException Error(string message) => ErrorAt(Line, Column, message);

    /// <summary>Creates an error at a place.</summary>
    public static FormatException ErrorAt(long line, long column, string message) =>
        new($"line {line}, column {column}: {message}");
}

/// <summary>A text, or without quotes (plain) perhaps a number or a boolean.</summary>
internal sealed record YamlScalar(int Line, int Column, string Text, bool IsPlain) : YamlNode(Line, Column);

/// <summary>A list.</summary>
internal sealed record YamlList(int Line, int Column, IReadOnlyList<YamlNode> Items) : YamlNode(Line, Column);

/// <summary>Keys and their values.</summary>
internal sealed record YamlMap(int Line, int Column, IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries)
    : YamlNode(Line, Column);
