using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Temper.Emulator;

namespace Temper.CommandLine.Config;

/// <summary>
/// Reads the JSON file of <c>--config</c>: a calibration and names, both optional. Errors are a
/// <see cref="FormatException"/> of one line: the file, the line in it, what is wrong, and what to do.
/// </summary>
internal static class ConfigFile
{
    private const int MaxLength = 1 << 20;
    private static readonly string[] PropertyNames =
    [
        "calibration",
        "names",
        "phy",
        "sensor",
        "quantity",
        "scale",
        "offset",
        "label",
    ];

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">The file is unreadable or invalid.</exception>
    public static UserConfig Read(string path)
    {
        try
        {
            return Parse(Encoding.UTF8.GetBytes(TextFile.Read(path, MaxLength)));
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}, line {e.LineNumber + 1}: {ProblemOf(e)}", e);
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

    private static UserConfig Parse(byte[] json)
    {
        var document = JsonSerializer.Deserialize(json, ConfigJson.Default.ConfigDocument);
        if (document is not { Calibration: not null } and not { Names: not null })
        {
            throw new FormatException(
                "missing property 'calibration' or 'names'; add one of them with a list of entries"
            );
        }

        return new UserConfig(
            ParseEach(document.Calibration, "calibration", json, CalibrationEntry.Parse, CalibrationEntry.KeyOf),
            new DeviceNames(ParseEach(document.Names, "names", json, NameEntry.Parse, NameEntry.KeyOf))
        );
    }

    private static List<TResult> ParseEach<TEntry, TResult, TKey>(
        IReadOnlyList<TEntry>? entries,
        string list,
        byte[] json,
        Func<TEntry, TResult> parse,
        Func<TResult, TKey> keyOf
    )
    {
        var results = new List<TResult>();
        var keys = new HashSet<TKey>();
        foreach (var (index, entry) in (entries ?? []).Index())
        {
            try
            {
                var result = parse(entry);
                results.Add(
                    keys.Add(keyOf(result))
                        ? result
                        : throw new FormatException("second entry for the same sensor; remove one of them")
                );
            }
            catch (FormatException e)
            {
                throw new FormatException($"line {LineOf(list, index, json)}: {e.Message}", e);
            }
        }

        return results;
    }

    private static string ProblemOf(JsonException exception)
    {
        var problem = FileProblem.Of(exception);
        return problem.Split('\'') is ["unknown property ", var name, _]
            ? problem + Spelling.Hint(name, PropertyNames, $"properties: {string.Join(", ", PropertyNames)}")
            : problem;
    }

    /// <summary>Finds the line on which an entry begins, because the serializer does not report it.</summary>
    private static int LineOf(string list, int entry, byte[] json)
    {
        const int ListDepth = 1; // a property of the document
        const int EntryDepth = 2; // in the list, which is in the document
        var isInList = false;
        var reader = new Utf8JsonReader(
            json,
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
        );
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.CurrentDepth == ListDepth)
            {
                isInList = reader.ValueTextEquals(list);
            }

            if (
                isInList
                && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null
                && reader.CurrentDepth == EntryDepth
                && entry-- == 0
            )
            {
                break;
            }
        }

        return 1 + json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
    }
}

internal sealed record ConfigDocument(IReadOnlyList<CalibrationEntry?>? Calibration, IReadOnlyList<NameEntry?>? Names);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
[JsonSerializable(typeof(ConfigDocument))]
internal sealed partial class ConfigJson : JsonSerializerContext;
