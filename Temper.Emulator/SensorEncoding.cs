namespace Temper.Emulator;

/// <summary>
/// Encodes a value as a raw value in a report. It is the inverse of a codec of the library, written independently of
/// it.
/// </summary>
/// <param name="Key">The name of the value in commands and files: <c>internal</c>, <c>external</c>,
/// <c>temperature</c> or <c>humidity</c>.</param>
/// <param name="Offset">The index of the first of its two bytes in the report.</param>
/// <param name="Encode">Converts a value in its unit to the raw value.</param>
/// <param name="Report">The index of the report that contains it.</param>
/// <param name="NoProbe">The raw value for a probe that is not plugged in, or <see langword="null"/> if the sensor is
/// not a probe.</param>
public sealed record SensorEncoding(
    string Key,
    int Offset,
    Func<double, ushort> Encode,
    int Report = 0,
    ushort? NoProbe = null
);
