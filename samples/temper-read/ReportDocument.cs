using System.Text.Json.Serialization;
using Temper.CommandLine;

namespace Temper.Read;

/// <summary>The document that <c>--json</c> prints.</summary>
/// <param name="Schema">The version of the format. It increases if existing properties change.</param>
/// <param name="Devices">Every device, with its values or its error.</param>
internal sealed record ReadingDocument(
    int Schema,
    [property: JsonPropertyName("sticks")] IReadOnlyList<DeviceReadingEntry> Devices
);

/// <summary>A device. <c>Label</c> is the user's own name for it, if there is one; a sensor has one likewise.</summary>
internal sealed record DeviceReadingEntry(
    string Phy,
    string Node,
    string UsbId,
    string? Version,
    string? Family,
    string? Codec,
    IReadOnlyList<SensorEntry> Sensors,
    IReadOnlyList<AbsentEntry> Absent,
    [property: JsonPropertyName("refused")] IReadOnlyList<OutOfRangeEntry> OutOfRange,
    ErrorEntry? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null
);

internal sealed record SensorEntry(
    string Name,
    string Quantity,
    string Unit,
    double Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null
);

internal sealed record AbsentEntry(
    string Name,
    string Quantity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null
);

/// <summary>A value that the sensor cannot measure.</summary>
/// <param name="Name">The sensor's name.</param>
/// <param name="Quantity">The quantity that it measures.</param>
/// <param name="Raw">The raw value, in hex.</param>
/// <param name="Label">The user's own name for the sensor, if there is one.</param>
internal sealed record OutOfRangeEntry(
    string Name,
    string Quantity,
    string Raw,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null
);

/// <summary>The document that <c>--list --json</c> prints.</summary>
/// <param name="Schema">The version of the format.</param>
/// <param name="Devices">Every device, supported or not.</param>
/// <param name="UdevRules">The udev rules to install, if permission is missing.</param>
internal sealed record ListDocument(
    int Schema,
    [property: JsonPropertyName("sticks")] IReadOnlyList<ListedDeviceEntry> Devices,
    string? UdevRules
);

internal sealed record ListedDeviceEntry(
    string Phy,
    string Node,
    string UsbId,
    string Product,
    string? Version,
    string? Family,
    string? Codec,
    IReadOnlyList<CalibrationEntry>? Calibration,
    ErrorEntry? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null
);

/// <summary>An offset that the device itself adds.</summary>
internal sealed record CalibrationEntry(string Name, string Quantity, double Offset);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n"
)]
[JsonSerializable(typeof(ReadingDocument))]
[JsonSerializable(typeof(ListDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
