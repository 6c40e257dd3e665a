using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Temper.Devices;
using Temper.Emulator;

namespace Temper.CommandLine;

/// <summary>
/// A user's own calibration from a JSON file. Every mistake is a <see cref="FormatException"/> of one line:
/// file, place, what, what to do.
/// </summary>
internal static class CorrectionsFile
{
    private const int MaxLength = 1 << 20;
    private const double MostScale = 100;
    private const double MostOffset = 1000;

    public static IReadOnlyList<Correction> Read(string path)
    {
        try
        {
            var json = Encoding.UTF8.GetBytes(TextFile.Read(path, MaxLength));
            var entries = JsonSerializer.Deserialize(json, CorrectionsJson.Default.CorrectionsDocument)?.Calibration;
            return Parse(entries ?? throw new FormatException("no calibration in it: give a list of that name"), json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}, line {e.LineNumber + 1}: {FileProblem.Of(e)}", e);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}, {e.Message}", e);
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
                        ? throw new FormatException("this sensor has an entry already: give one of them")
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

    /// <summary>The line that an entry begins on; the serializer does not keep it.</summary>
    private static int LineOf(int entry, byte[] json)
    {
        const int EntryDepth = 2; // in the array in the document
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

    // usb-1 and usb-1/input1 are the same device.
    private static string PortOf(Correction correction) => correction.PortPath.Split('/', 2)[0];

    private static Correction Create(CorrectionEntry? entry)
    {
        if (string.IsNullOrWhiteSpace(entry?.Phy))
        {
            throw new FormatException("no phy: say where the stick is plugged in, as the metrics do");
        }

        var quantity = entry.Quantity switch
        {
            null or "temperature" => Quantity.Temperature,
            "humidity" => Quantity.RelativeHumidity,
            var other => throw new FormatException(
                $"quantity '{other}' cannot be corrected: there are temperature and humidity"
            ),
        };
        if (entry.Scale == 0)
        {
            throw new FormatException("scale 0 would make every value the same: leave it out, or give another");
        }

        if (Math.Abs(entry.Scale ?? 1) > MostScale || Math.Abs(entry.Offset ?? 0) > MostOffset)
        {
            throw new FormatException(
                $"no sensor is so far off: scale goes up to {MostScale}, offset up to {MostOffset}"
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
