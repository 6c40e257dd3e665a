using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>
/// Settings shared by everything that finds, opens and reads devices. The defaults suit this machine's own devices.
/// </summary>
public sealed record TemperOptions
{
    /// <summary>How long one device may take for one read, opening included. Default 2 s; must be positive.</summary>
    public TimeSpan DeviceTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Codecs to use instead of the catalogue's, by firmware version. See <see cref="DecoderOverride.Parse"/>.
    /// </summary>
    public IReadOnlyDictionary<string, Codec> DecoderOverrides { get; init; } = new Dictionary<string, Codec>();

    /// <summary>The user's own calibration, a sensor at a time; values of other sensors stay as they are.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>
    /// Whether a <see cref="Quantity.DewPoint"/> is added where a sensor has temperature and humidity.
    /// </summary>
    public bool IncludeDewPoint { get; init; }

    /// <summary>
    /// The ways to devices; <see langword="null"/> for this system's own (Linux: hidraw and serial ports). With a list,
    /// this machine's own devices are not opened, which keeps simulations isolated.
    /// </summary>
    public IReadOnlyList<ITransport>? Transports { get; init; }

    /// <summary>
    /// Which devices to look at, by where and what they are; the others are never opened. <see langword="null"/> is all.
    /// </summary>
    public Func<TemperCandidate, bool>? Filter { get; init; }

    /// <summary>The clock for deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where state changes of devices are logged.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
