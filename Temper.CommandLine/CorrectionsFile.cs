using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Temper.Devices;
using Temper.Emulator;

namespace Temper.CommandLine;

/// <summary>
/// Reads a user's calibration from a JSON file. Errors are a <see cref="FormatException"/> of one line: the file, the
/// line in it, what is wrong, and what to do.
/// </summary>
internal static class CorrectionsFile
{
    private const int MaxLength = 1 << 20;
    private static readonly string[] Quantities = ["temperature", "humidity"];
    private static readonly string[] PropertyNames = ["calibration", "phy", "sensor", "quantity", "scale", "offset"];

    private const double MaxScale = 100;
    private const double MaxOffset = 1000;

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">The file is unreadable or invalid.</exception>
    public static IReadOnlyList<Correction> Read(string path)
    {
        try
        {
            var json = Encoding.UTF8.GetBytes(TextFile.Read(path, MaxLength));
            var entries = JsonSerializer.Deserialize(json, CorrectionsJson.Default.CorrectionsDocument)?.Calibration;
            return Parse(
                entries ?? throw new FormatException("missing property 'calibration'; add it with a list of entries"),
                json
            );
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

    private static List<Correction> Parse(IReadOnlyList<CorrectionEntry?> entries, byte[] json)
    {
        var corrections = new List<Correction>();
        foreach (var (index, entry) in entries.Index())
        {
            try
            {
                var correction = Create(entry);
                var isThere = corrections.Exists(other => Key(other) == Key(correction));
                corrections.Add(
                    isThere
                        ? throw new FormatException("second entry for the same sensor; remove one of them")
                        : correction
                );
            }
            catch (FormatException e)
            {
                throw new FormatException($"line {LineOf(index, json)}: {e.Message}", e);
            }
        }

        return corrections;
    }

    private static string ProblemOf(JsonException exception)
    {
        var problem = FileProblem.Of(exception);
        return problem.Split('\'') is ["unknown property ", var name, _]
            ? problem + Spelling.Hint(name, PropertyNames, $"properties: {string.Join(", ", PropertyNames)}")
            : problem;
    }

    /// <summary>Finds the line on which an entry begins, because the serializer does not report it.</summary>
    private static int LineOf(int entry, byte[] json)
    {
        const int EntryDepth = 2; // in the array, which is in the document
        var reader = new Utf8JsonReader(
            json,
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
        );
        while (reader.Read())
        {
            if (
                reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null
                && reader.CurrentDepth == EntryDepth
                && entry-- == 0
            )
            {
                break;
            }
        }

        return 1 + json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
    }

    private static (string PortPath, string? Sensor, Quantity Quantity) Key(Correction correction) =>
        (PortOf(correction), correction.Sensor, correction.Quantity);

    // usb-1 and usb-1/input1 name the same device.
    private static string PortOf(Correction correction) => correction.PortPath.Split('/', 2)[0];

    private static Correction Create(CorrectionEntry? entry)
    {
        if (string.IsNullOrWhiteSpace(entry?.Phy))
        {
            throw new FormatException("missing property 'phy'; copy the label of that name from the metrics");
        }

        var quantity = entry.Quantity switch
        {
            null or "temperature" => Quantity.Temperature,
            "humidity" => Quantity.RelativeHumidity,
            var other => throw new FormatException(
                $"unknown quantity '{other}'{Spelling.Hint(other, Quantities, "quantities: temperature, humidity")}"
            ),
        };
        if (entry.Scale == 0)
        {
            throw new FormatException("scale: 0 would make all values the same; remove it or give another number");
        }

        if (Math.Abs(entry.Scale ?? 1) > MaxScale || Math.Abs(entry.Offset ?? 0) > MaxOffset)
        {
            throw new FormatException(
                $"correction out of range; scale must be within ±{MaxScale}, offset within ±{MaxOffset}"
            );
        }

        return new Correction(entry.Phy, entry.Sensor, quantity, entry.Scale ?? 1, entry.Offset ?? 0);
    }
}

internal sealed record CorrectionsDocument(IReadOnlyList<CorrectionEntry?>? Calibration);

internal sealed record CorrectionEntry(string? Phy, string? Sensor, string? Quantity, double? Scale, double? Offset);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
[JsonSerializable(typeof(CorrectionsDocument))]
internal sealed partial class CorrectionsJson : JsonSerializerContext;
