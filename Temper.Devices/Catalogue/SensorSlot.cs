using Temper.Devices.Codecs;

namespace Temper.Devices.Catalogue;

/// <summary>The place of the raw values of one sensor in a report.</summary>
/// <param name="Sensor">
/// <c>internal</c>, <c>external</c>, or empty for a hygrometer with 0c45:7402, as yrro/temper-exporter names it.
/// </param>
/// <param name="Offset">Index of the first byte in the 8-byte report.</param>
/// <param name="Codec">What the words mean.</param>
internal sealed record SensorSlot(string Sensor, int Offset, Codec Codec);
