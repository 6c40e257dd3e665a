namespace Temper.Emulator;

/// <summary>
/// How one value becomes a word of a reading's report: the inverse of the library's codecs, written apart from them.
/// </summary>
/// <param name="Key">What people call the value: <c>internal</c>,
/// <c>external</c>, <c>temperature</c>, <c>humidity</c>.</param>
/// <param name="Offset">Index of the word's first byte in the report.</param>
/// <param name="Encode">Unit to raw word.</param>
/// <param name="Report">Index of the report the word is in.</param>
/// <param name="NoProbe">The word sent when the probe is not plugged in, or
/// <see langword="null"/> when it cannot be.</param>
public sealed record SensorEncoding(
    string Key,
    int Offset,
    Func<double, ushort> Encode,
    int Report = 0,
    ushort? NoProbe = null
);
