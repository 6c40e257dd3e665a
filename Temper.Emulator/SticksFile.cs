using System.Text.Json;
using System.Text.Json.Serialization;

namespace Temper.Emulator;

/// <summary>
/// Sticks from a JSON file. Every mistake is a <see cref="FormatException"/> of one line: file, place, what, what to
/// do.
/// </summary>
public static class SticksFile
{
    /// <summary>Reads the file.</summary>
    public static IReadOnlyList<EmulatedStick> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Parse(JsonSerializer.Deserialize(file, SticksJson.Default.SticksDocument));
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}, line {e.LineNumber + 1}: {FileProblem.Of(e)}");
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}, {e.Message}");
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"cannot read '{path}': {FileProblem.Of(path, e)}");
        }
    }

    private static List<EmulatedStick> Parse(SticksDocument? document)
    {
        var sticks = new List<EmulatedStick>();
        foreach (var (entry, index) in (document?.Sticks ?? []).Select((entry, index) => (entry, index)))
        {
            try
            {
                var stick = Create(entry);
                sticks.Add(
                    sticks.Exists(other => other.PortPath == stick.PortPath)
                        ? throw new FormatException($"phy '{stick.PortPath}' is there already: give each stick its own")
                        : stick
                );
            }
            catch (FormatException e)
            {
                throw new FormatException($"stick {index + 1}: {e.Message}");
            }
        }

        return sticks;
    }

    private static EmulatedStick Create(StickEntry? entry)
    {
        if (entry is null)
        {
            throw new FormatException("null is no stick: give its firmware and phy");
        }

        var model =
            StickModels.Find(entry.Firmware ?? "")
            ?? throw new FormatException(
                $"firmware '{entry.Firmware}' cannot be emulated: use one of {string.Join(", ", StickModels.All.Select(known => known.Firmware))}"
            );
        if (string.IsNullOrWhiteSpace(entry.Phy))
        {
            throw new FormatException("no phy: say where it is plugged in, such as usb-1.4");
        }

        if (entry.Data is not null && entry.Reading is not null)
        {
            throw new FormatException("both data and reading: give one of them");
        }

        var reports = entry.Data is not null
            ? ReadingEncoder.FromHex(model, entry.Data)
            : ReadingEncoder.FromValues(model, entry.Reading ?? []);
        return new EmulatedStick(model, WithoutInterface(entry.Phy))
        {
            Reading = () => reports,
            Fault = ParseFault(entry.Fault),
        };
    }

    /// <summary>The fault of that name, written as in code or with hyphens: <c>half-version</c>.</summary>
    public static StickFault ParseFault(string? name) =>
        name is null ? StickFault.None
        : Enum.TryParse<StickFault>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var fault)
        && Enum.IsDefined(fault)
        && !char.IsAsciiDigit(name[0])
            ? fault
        : throw new FormatException(
            $"fault '{name}' is not known: there are {string.Join(", ", Enum.GetNames<StickFault>())}"
        );

    // People copy phy labels, which name the interface too.
    private static string WithoutInterface(string phy) =>
        phy.EndsWith("/input1", StringComparison.Ordinal) ? phy[..^7] : phy;
}

internal sealed record SticksDocument(IReadOnlyList<StickEntry?>? Sticks);

internal sealed record StickEntry(
    string? Phy,
    string? Firmware,
    string? Data,
    Dictionary<string, double?>? Reading,
    string? Fault
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
[JsonSerializable(typeof(SticksDocument))]
internal sealed partial class SticksJson : JsonSerializerContext;
