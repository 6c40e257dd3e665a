using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>
/// Settings shared by everything that finds, opens and reads devices. The defaults suit this machine's own devices.
/// </summary>
public sealed record TemperOptions
{
    /// <summary>The longest <see cref="DeviceTimeout"/>: one hour.</summary>
    public static readonly TimeSpan MaxDeviceTimeout = TimeSpan.FromHours(1);

    private readonly TimeSpan _deviceTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long one device may take for one read, opening included. Default: 2 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is zero, negative, or longer than <see cref="MaxDeviceTimeout"/>.
    /// </exception>
    public TimeSpan DeviceTimeout
    {
        get => _deviceTimeout;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxDeviceTimeout);
            _deviceTimeout = value;
        }
    }

    /// <summary>
    /// Codecs to use instead of the catalogue's. If a firmware version has several, the last
    /// one counts. See <see cref="DecoderOverride.Parse"/>.
    /// </summary>
    public IReadOnlyList<DecoderOverride> DecoderOverrides { get; init; } = [];

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
    /// Which devices to look at, by where and what they are; the others are never
    /// opened. <see langword="null"/> is all.
    /// </summary>
    public Func<TemperCandidate, bool>? Filter { get; init; }

    /// <summary>The clock for deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where state changes of devices are logged.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// Where a <see cref="TemperDeviceSet"/> creates its meter, such as an application's services;
    /// <see langword="null"/> creates one that every listener of this process sees.
    /// </summary>
    public IMeterFactory? MeterFactory { get; init; }
}
