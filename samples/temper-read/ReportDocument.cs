using System.Text.Json.Serialization;
using Temper.CommandLine;

namespace Temper.Read;

/// <summary>The document that <c>--json</c> prints.</summary>
/// <param name="Schema">Counted up when something changes that was there already.</param>
/// <param name="Devices">Every device, with what it gave or why not.</param>
internal sealed record ReadingDocument(
    int Schema,
    [property: JsonPropertyName("sticks")] IReadOnlyList<DeviceReadingEntry> Devices
);

internal sealed record DeviceReadingEntry(
    string Phy,
    string Node,
    string UsbId,
    string? Version,
    string? Family,
    string? Codec,
    IReadOnlyList<SensorEntry> Sensors,
    IReadOnlyList<AbsentEntry> Absent,
    IReadOnlyList<RefusedEntry> Refused,
    ErrorEntry? Error
);

internal sealed record SensorEntry(string Name, string Quantity, string Unit, double Value);

internal sealed record AbsentEntry(string Name, string Quantity);

/// <param name="Name">The sensor's name.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="Raw">The word that the chip cannot have measured, in hex.</param>
internal sealed record RefusedEntry(string Name, string Quantity, string Raw);

/// <summary>The document that <c>--list --json</c> prints.</summary>
/// <param name="Schema">As above.</param>
/// <param name="Devices">Every candidate.</param>
/// <param name="UdevRules">What to install, when permission is missing.</param>
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
    ErrorEntry? Error
);

/// <summary>What the device itself adds.</summary>
internal sealed record CalibrationEntry(string Name, string Quantity, double Offset);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n"
)]
[JsonSerializable(typeof(ReadingDocument))]
[JsonSerializable(typeof(ListDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
