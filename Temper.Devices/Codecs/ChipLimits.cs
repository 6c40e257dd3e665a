namespace Temper.Devices.Codecs;

/// <summary>What a chip that measures temperature and humidity can send.</summary>
/// <param name="MaxTemperatureRaw">The largest temperature word: how many bits it has.</param>
/// <param name="MaxHumidityRaw">The largest humidity word.</param>
/// <param name="MinCelsius">The lowest temperature it can measure.</param>
/// <param name="MaxCelsius">The highest.</param>
/// <param name="IsCompensated">
/// Whether the humidity is worked out with the temperature, so that without the one there is no other.
/// </param>
internal readonly record struct ChipLimits(
    ushort MaxTemperatureRaw,
    ushort MaxHumidityRaw,
    double MinCelsius,
    double MaxCelsius,
    bool IsCompensated
);
