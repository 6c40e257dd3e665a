using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Temper.CommandLine;

namespace Temper.Mqtt;

/// <summary>The readings and the state of a device, in the terms of <c>temper-read --json</c>.</summary>
/// <param name="Time">The time of the reading, of the failure, or when the device was found to be missing.</param>
/// <param name="Phy">The port path, if the device was seen since the program started.</param>
/// <param name="Label">The user's own name for the device, if there is one.</param>
/// <param name="State"><c>ok</c>, <c>failed</c> or <c>unplugged</c>.</param>
/// <param name="Error">The reason of a failure.</param>
/// <param name="Version">The firmware version, if known.</param>
/// <param name="Codec">The codec in use, if known.</param>
/// <param name="Readings">
/// The value of each sensor under a key such as <c>internal_temperature</c>; null if it has none now.
/// </param>
/// <param name="Sensors">The same values with name, quantity and unit.</param>
internal sealed record StateDocument(
    DateTimeOffset Time,
    string? Phy,
    string? Label,
    string State,
    ErrorEntry? Error,
    string? Version,
    string? Codec,
    IReadOnlyDictionary<string, double?> Readings,
    IReadOnlyList<SensorEntry> Sensors
)
{
    public string ToJson() => JsonSerializer.Serialize(this, StateJson.Relaxed.StateDocument);
}

/// <summary>A sensor in the document.</summary>
internal sealed record SensorEntry(
    string Name,
    string Quantity,
    string Unit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Value,
    string? Label
);

[JsonSerializable(typeof(StateDocument))]
internal sealed partial class StateJson : JsonSerializerContext
{
    /// <summary>Writes ° as it is: the documents are not put into web pages as they are.</summary>
    public static StateJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
