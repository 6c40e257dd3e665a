using System.Text.Json.Serialization;
using Temper.CommandLine;

namespace Temper.Exporter.Page;

/// <summary>
/// The document at <c>/api/v1/readings</c>; its words are those of the metrics and of <c>temper-read --json</c>.
/// </summary>
internal sealed record ReadingsDocument(
    DateTimeOffset TakenAt,
    [property: JsonPropertyName("sticks")] IReadOnlyList<DeviceEntry> Devices
);

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
    IReadOnlyList<SensorEntry> Sensors
);

/// <param name="Name">The sensor's name; may be empty.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="Unit">The value's unit.</param>
/// <param name="Value">What it measured, if this read gave a value.</param>
/// <param name="Absent">Whether no probe is plugged in.</param>
/// <param name="Refused">Whether the device gave a value that the sensor cannot measure.</param>
/// <param name="History">The last hour, if it was asked for: seconds since 1970, and the value or
/// null where a gap begins.</param>
internal sealed record SensorEntry(
    string Name,
    string Quantity,
    string Unit,
    double? Value,
    bool Absent,
    bool Refused,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?[]>? History
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReadingsDocument))]
internal sealed partial class ReadingsJson : JsonSerializerContext;
