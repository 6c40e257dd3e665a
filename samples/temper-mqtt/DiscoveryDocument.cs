using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Temper.Mqtt;

/// <summary>
/// The announcement of a device with all its sensors to Home Assistant 2024.12 or later. Source: Home Assistant,
/// components/mqtt/schemas.py, DEVICE_DISCOVERY_SCHEMA.
/// </summary>
/// <remarks>
/// Without <c>expire_after</c>: Home Assistant counts it from the moment it receives a message, also one that the
/// broker retained for hours, so it does not show the age of a reading, and makes sensors unavailable when the interval
/// is longer. The last will and the availability topics show more precisely when there are no readings.
/// </remarks>
internal sealed record DiscoveryDocument(
    [property: JsonPropertyName("dev")] DeviceSection Device,
    [property: JsonPropertyName("o")] OriginSection Origin,
    [property: JsonPropertyName("cmps")] IReadOnlyDictionary<string, ComponentSection> Components,
    IReadOnlyList<AvailabilitySection> Availability,
    string AvailabilityMode,
    string StateTopic,
    int Qos
)
{
    public string ToJson() => JsonSerializer.Serialize(this, DiscoveryJson.Relaxed.DiscoveryDocument);
}

/// <summary>The device.</summary>
internal sealed record DeviceSection(
    [property: JsonPropertyName("ids")] IReadOnlyList<string> Identifiers,
    string Name,
    [property: JsonPropertyName("mf")] string Manufacturer,
    [property: JsonPropertyName("mdl")] string Model
);

/// <summary>The program that announces the device.</summary>
internal sealed record OriginSection(string Name, [property: JsonPropertyName("sw")] string Version);

/// <summary>A topic that must say <c>online</c>.</summary>
internal sealed record AvailabilitySection(string Topic);

/// <summary>A sensor. With nothing but the platform, it removes a sensor that was announced before.</summary>
internal sealed record ComponentSection([property: JsonPropertyName("p")] string Platform)
{
    public static readonly ComponentSection Removed = new("sensor");

    public string? Name { get; init; }

    public string? UniqueId { get; init; }

    public string? DeviceClass { get; init; }

    public string? StateClass { get; init; }

    public string? UnitOfMeasurement { get; init; }

    public int? SuggestedDisplayPrecision { get; init; }

    public string? ValueTemplate { get; init; }
}

[JsonSerializable(typeof(DiscoveryDocument))]
internal sealed partial class DiscoveryJson : JsonSerializerContext
{
    /// <summary>Writes °, ' and + as they are: the documents are not put into web pages as they are.</summary>
    public static DiscoveryJson Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
