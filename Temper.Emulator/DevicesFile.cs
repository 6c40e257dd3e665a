using System.Text.Json;
using System.Text.Json.Serialization;

namespace Temper.Emulator;

/// <summary>
/// Reads devices from a JSON file. Errors are a <see cref="FormatException"/> of one line: the file, the place in it,
/// what is wrong, and what to do.
/// </summary>
public static class DevicesFile
{
    private const double MaxDelayMilliseconds = 60_000;

    /// <summary>Reads the file.</summary>
    public static IReadOnlyList<EmulatedDevice> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Parse(JsonSerializer.Deserialize(file, DevicesJson.Default.DevicesDocument));
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

    private static List<EmulatedDevice> Parse(DevicesDocument? document)
    {
        var devices = new List<EmulatedDevice>();
        foreach (var (entry, index) in (document?.Devices ?? []).Select((entry, index) => (entry, index)))
        {
            try
            {
                var device = Create(entry);
                devices.Add(
                    devices.Exists(other => other.PortPath == device.PortPath)
                        ? throw new FormatException(
                            $"phy '{device.PortPath}' is already in use; give each device its own"
                        )
                        : device
                );
            }
            catch (FormatException e)
            {
                throw new FormatException($"device {index + 1}: {e.Message}");
            }
        }

        return devices;
    }

    private static EmulatedDevice Create(DeviceEntry? entry)
    {
        if (entry is null)
        {
            throw new FormatException("null is not a device; give an object with firmware and phy");
        }

        var model = DeviceModels.Parse(entry.Firmware ?? "");
        if (string.IsNullOrWhiteSpace(entry.Phy))
        {
            throw new FormatException("missing property 'phy'; give the port path, such as usb-1.4");
        }

        if (entry.Data is not null && entry.Reading is not null)
        {
            throw new FormatException("data cannot be combined with reading");
        }

        var reports = entry.Data is not null
            ? ReadingEncoder.FromHex(model, entry.Data)
            : ReadingEncoder.FromValues(model, entry.Reading ?? []);
        return new EmulatedDevice(model, WithoutInterface(entry.Phy))
        {
            Reading = () => reports,
            Fault = ParseFault(entry.Fault),
            AnswerDelay = ParseDelay(entry.AnswerDelayMs),
        };
    }

    /// <summary>Parses a fault, written as in code or with hyphens: <c>half-version</c>.</summary>
    public static DeviceFault ParseFault(string? name) =>
        name is null ? DeviceFault.None
        : Enum.TryParse<DeviceFault>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var fault)
        && Enum.IsDefined(fault)
        && !char.IsAsciiDigit(name[0])
            ? fault
        : throw new FormatException(
            $"unknown fault '{name}'; faults: {string.Join(", ", Enum.GetNames<DeviceFault>())}"
        );

    private static TimeSpan ParseDelay(double? milliseconds) =>
        milliseconds is null or (>= 0 and <= MaxDelayMilliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds ?? 0)
            : throw new FormatException(
                FormattableString.Invariant($"answerDelayMs {milliseconds} is not from 0 to {MaxDelayMilliseconds}")
            );

    // Accepts a copied phy label, which includes the interface.
    private static string WithoutInterface(string phy) =>
        phy.EndsWith("/input1", StringComparison.Ordinal) ? phy[..^7] : phy;
}

internal sealed record DevicesDocument([property: JsonPropertyName("sticks")] IReadOnlyList<DeviceEntry?>? Devices);

internal sealed record DeviceEntry(
    string? Phy,
    string? Firmware,
    string? Data,
    Dictionary<string, double?>? Reading,
    string? Fault,
    double? AnswerDelayMs
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
[JsonSerializable(typeof(DevicesDocument))]
internal sealed partial class DevicesJson : JsonSerializerContext;
