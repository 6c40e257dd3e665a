using System.Text.Json.Serialization;
using Temper.CommandLine;

namespace Temper.Exporter.Page;

/// <summary>
/// The document at <c>/api/v1/readings</c>. It uses the terms of the metrics and of <c>temper-read --json</c>.
/// </summary>
/// <param name="Schema">The version of the format. It increases if existing properties change.</param>
/// <param name="TakenAt">The time of the snapshot.</param>
/// <param name="Devices">Every device, supported or not.</param>
internal sealed record ReadingsDocument(
    int Schema,
    DateTimeOffset TakenAt,
    [property: JsonPropertyName("sticks")] IReadOnlyList<DeviceEntry> Devices
);

/// <summary>A device in the document. <c>Label</c> is the user's own name for it, if there is one.</summary>
internal sealed record DeviceEntry(
    string Phy,
    string State,
    ErrorEntry? Error,
    string? Version,
    string? Family,
    string? Codec,
    string Product,
    string UsbId,
    string Node,
    IReadOnlyList<SensorEntry> Sensors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label
);

/// <summary>A sensor in the document.</summary>
/// <param name="Name">The sensor's name; may be empty.</param>
/// <param name="Quantity">The quantity that it measures.</param>
/// <param name="Unit">The value's unit.</param>
/// <param name="Value">The value, if this read returned one.</param>
/// <param name="Absent">Whether no probe is plugged in.</param>
/// <param name="OutOfRange">Whether the device reported a value that the sensor cannot measure.</param>
/// <param name="History">The last hours, on request: pairs of seconds since 1970 and a value, which is null where a gap
/// begins.</param>
/// <param name="LastValue">The last value, if this read returned none.</param>
/// <param name="LastTime">The time of the last value.</param>
/// <param name="Label">The user's own name for the sensor, if there is one.</param>
internal sealed record SensorEntry(
    string Name,
    string Quantity,
    string Unit,
    double? Value,
    bool Absent,
    [property: JsonPropertyName("refused")] bool OutOfRange,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?[]>? History,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LastValue = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastTime = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReadingsDocument))]
internal sealed partial class ReadingsJson : JsonSerializerContext;
