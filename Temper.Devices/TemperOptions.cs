using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temper.Devices.Sessions;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>
/// Options for finding, opening and reading devices. The defaults are for the devices of this machine.
/// </summary>
public sealed record TemperOptions
{
    /// <summary>The longest <see cref="DeviceTimeout"/>: one hour.</summary>
    public static readonly TimeSpan MaxDeviceTimeout = TimeSpan.FromHours(1);

    private readonly TimeSpan _deviceTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The longest time for one read of one device, including opening it. Default: 2 s.</summary>
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
    /// Codecs to use instead of those in the catalogue. If a firmware version has several, the last one applies. See
    /// <see cref="DecoderOverride.Parse"/>.
    /// </summary>
    public IReadOnlyList<DecoderOverride> DecoderOverrides { get; init; } = [];

    /// <summary>The user's own calibration, per sensor. Values of other sensors are not changed.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>
    /// Whether to add a <see cref="Quantity.DewPoint"/> for sensors that measure temperature and humidity.
    /// </summary>
    public bool IncludeDewPoint { get; init; }

    /// <summary>
    /// The transports; <see langword="null"/> for those of the system (Linux: hidraw and serial ports). If transports
    /// are given, no other devices of this machine are opened, which keeps simulations isolated.
    /// </summary>
    public IReadOnlyList<ITransport>? Transports { get; init; }

    /// <summary>
    /// Selects devices by port and USB descriptors. The others are never opened. <see langword="null"/> selects all.
    /// </summary>
    public Func<TemperCandidate, bool>? Filter { get; init; }

    /// <summary>
    /// Selects devices by the firmware version that they report, after <see cref="Filter"/>. The arguments are the
    /// device and its version, such as <c>TEMPer2_V3.7</c>. An excluded device got the version query and gets no other
    /// one. It is in no snapshot, and is asked again only after a replug. A device that does not report its version
    /// fails as without a filter. The filter is called once for each device that is plugged in, on the thread that
    /// reads the device, so calls for several devices can overlap. <see langword="null"/> selects all.
    /// </summary>
    public Func<TemperCandidate, string, bool>? FirmwareFilter { get; init; }

    /// <summary>
    /// Whether the code that awaits a read may continue on the thread that reads the device, or the last one of several
    /// devices. This saves thread switches, but while that code blocks, the device is not read. By default, the code
    /// continues on a thread of the pool or in the captured context.
    /// </summary>
    public bool AllowSynchronousContinuations { get; init; }

    /// <summary>The clock for deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The loggers for state changes of devices.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// The factory for the meter of a <see cref="TemperDeviceSet"/>, such as that of an app's services;
    /// <see langword="null"/> creates a meter that every listener of this process sees.
    /// </summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>How an await leaves the thread that reads the device, before code of callers runs.</summary>
    internal ConfigureAwaitOptions LeavesWorker =>
        AllowSynchronousContinuations ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ForceYielding;

    /// <summary>The corrections of a set, which replace <see cref="Corrections"/>.</summary>
    internal CurrentCorrections? CurrentCorrections { get; init; }
}
