namespace Temper.Devices;

/// <summary>One opened device. Safe to use from several threads; reads are served one after the other.</summary>
public interface ITemperDevice : IAsyncDisposable
{
    /// <summary>What the device is and where it is plugged in.</summary>
    TemperDeviceInfo Info { get; }

    /// <summary>
    /// Polls the device once. Returns or throws by the deadline whatever the kernel and the device do.
    /// </summary>
    /// <param name="timeout">How long to wait at most; <see cref="TemperOptions.DeviceTimeout"/> when left out.</param>
    /// <param name="cancellationToken">Ends the wait at once; the device stays usable.</param>
    /// <exception cref="TemperTimeoutException">
    /// The device did not answer in time; it may answer the next read.
    /// </exception>
    /// <exception cref="MalformedReplyException">It answered with bytes that are no valid reply.</exception>
    /// <exception cref="TemperDeviceGoneException">It was unplugged.</exception>
    /// <exception cref="TemperConnectionException">It could not be written to or read from.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Reading> ReadAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for the calibration that the device itself holds.</summary>
    /// <param name="timeout">How long to wait at most; <see cref="TemperOptions.DeviceTimeout"/> when left out.</param>
    /// <param name="cancellationToken">Ends the wait at once; the device stays usable.</param>
    /// <returns>The calibration, or <see langword="null"/> from a device that does not tell it.</returns>
    /// <exception cref="TemperConnectionException">It could not be written to or read from.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<DeviceCalibration?> ReadCalibrationAsync(
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    );
}
