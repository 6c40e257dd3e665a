using Temper.CommandLine;
using Temper.Emulator;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Temper.Exporter.Web;

/// <summary>
/// Reads a YAML file into nodes. Rejects what a configuration file does not need and what could surprise its author:
/// duplicate keys, anchors, aliases, tags and further documents. Errors are a <see cref="FormatException"/> of one
/// line: the file, the line and column in it, what is wrong, and what to do.
/// </summary>
internal sealed class YamlFile
{
    private const int MaxLength = 256 * 1024;
    private const int MaxDepth = 8;

    private readonly Parser _parser;

    private YamlFile(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Reads a file, and makes something of its content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Converts the content; an empty file is an empty map. Its <see cref="FormatException"/> gets
    /// the name of the file.</param>
    /// <exception cref="FormatException">The file is unreadable or invalid.</exception>
    public static T Read<T>(string path, Func<YamlMap, T> parse)
    {
        try
        {
            return parse(Parse(TextFile.Read(path, MaxLength)));
        }
        catch (FormatException e)
        {
            throw new FormatException(TextFile.Locate(path, e.Message), e);
        }
        catch (Exception e) when (TextFile.IsUnreadable(e))
        {
            throw new FormatException($"cannot read '{path}': {FileProblem.Of(path, e)}", e);
        }
    }

    /// <summary>Parses a text.</summary>
    /// <exception cref="FormatException">It is not a single YAML map.</exception>
    public static YamlMap Parse(string text)
    {
        try
        {
            return new YamlFile(text).ReadDocument();
        }
        catch (YamlException e)
        {
            var reason = e.Message.TrimEnd('.');
            throw YamlNode.ErrorAt(
                Math.Max(e.Start.Line, 1),
                Math.Max(e.Start.Column, 1),
                $"invalid YAML: {char.ToLowerInvariant(reason[0])}{reason[1..]}"
            );
        }
    }

    private YamlMap ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return new YamlMap(1, 1, []);
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            throw ErrorHere("unexpected second document; remove it");
        }

        return root switch
        {
            YamlMap map => map,
            YamlScalar { Text: "" } => new YamlMap(1, 1, []), // only comments, or ---
            _ => throw root.Error("expected 'key: value'"),
        };
    }

    private YamlNode ReadNode(int depth)
    {
        if (_parser.Current is null)
        {
            _parser.MoveNext();
        }

        if (_parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
        {
            throw ErrorHere("anchors (&) and tags (!) are not supported; write the value out");
        }

        var (line, column) = ((int)_parser.Current!.Start.Line, (int)_parser.Current.Start.Column);
        if (depth > MaxDepth)
        {
            throw ErrorHere("nested too deeply");
        }

        return _parser.Current switch
        {
            Scalar => ReadScalar(),
            SequenceStart => new YamlList(line, column, ReadItems(depth)),
            MappingStart => new YamlMap(line, column, ReadEntries(depth)),
            _ => throw ErrorHere("aliases (*) are not supported; write the value out"),
        };
    }

    private YamlScalar ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new YamlScalar(
            (int)scalar.Start.Line,
            (int)scalar.Start.Column,
            scalar.Value,
            scalar.Style == ScalarStyle.Plain
        );
    }

    private List<YamlNode> ReadItems(int depth)
    {
        var items = new List<YamlNode>();
        _parser.Consume<SequenceStart>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return items;
    }

    private List<(YamlScalar Key, YamlNode Value)> ReadEntries(int depth)
    {
        var entries = new List<(YamlScalar Key, YamlNode Value)>();
        var keys = new HashSet<string>();
        _parser.Consume<MappingStart>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1) as YamlScalar ?? throw ErrorHere("a key must be a text");
            if (!keys.Add(key.Text))
            {
                throw key.Error($"key '{key.Text}' is given twice; remove one of them");
            }

            entries.Add((key, ReadNode(depth + 1)));
        }

        return entries;
    }

    private FormatException ErrorHere(string message) =>
        YamlNode.ErrorAt(_parser.Current!.Start.Line, _parser.Current.Start.Column, message);
}
