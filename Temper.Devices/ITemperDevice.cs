namespace Temper.Devices;

/// <summary>An open device. It can be used from several threads; reads are served one after another.</summary>
public interface ITemperDevice : IAsyncDisposable
{
    /// <summary>The identity of the device and its port.</summary>
    TemperDeviceInfo Info { get; }

    /// <summary>
    /// Reads the device once. Returns or throws within the timeout, even if the kernel or the device hangs.
    /// </summary>
    /// <param name="timeout">The longest time to wait. Default: <see cref="TemperOptions.DeviceTimeout"/>.</param>
    /// <param name="cancellationToken">Ends the wait at once. The device remains usable.</param>
    /// <exception cref="TemperTimeoutException">
    /// The device did not answer in time; it may answer the next read.
    /// </exception>
    /// <exception cref="MalformedReplyException">It answered with bytes that are not a valid reply.</exception>
    /// <exception cref="TemperDeviceGoneException">It was unplugged.</exception>
    /// <exception cref="TemperConnectionException">It could not be written to or read from.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Reading> ReadAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the calibration that the device itself holds.</summary>
    /// <param name="timeout">The longest time to wait. Default: <see cref="TemperOptions.DeviceTimeout"/>.</param>
    /// <param name="cancellationToken">Ends the wait at once. The device remains usable.</param>
    /// <returns>The calibration, or <see langword="null"/> if the device does not report it.</returns>
    /// <exception cref="TemperConnectionException">It could not be written to or read from.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<DeviceCalibration?> ReadCalibrationAsync(
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    );
}
