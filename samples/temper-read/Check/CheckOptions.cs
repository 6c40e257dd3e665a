using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read.Check;

/// <summary>What to check.</summary>
/// <param name="Quantity">The quantity: temperature or relative humidity.</param>
/// <param name="Sensor">The sensor, by its own name or the user's; <see langword="null"/> for all.</param>
/// <param name="Warning">The values that are a warning.</param>
/// <param name="Critical">The values that are critical, even if they are a warning too.</param>
/// <param name="Names">The user's names.</param>
internal sealed record CheckOptions(
    Quantity Quantity,
    string? Sensor,
    ThresholdRange? Warning,
    ThresholdRange? Critical,
    DeviceNames Names
);
