using Temper.Devices.Sessions;
using Temper.Devices.Sets;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>
/// Finds and opens TEMPer devices. To read all of them repeatedly, use <see cref="TemperDeviceSet"/>.
/// </summary>
public static class TemperDevices
{
    /// <summary>
    /// Lists the plugged-in devices without opening them: HID devices before serial ones, each in the order in which
    /// they were plugged in.
    /// </summary>
    /// <exception cref="TemperConnectionException">The devices of this machine cannot be listed.</exception>
    public static IReadOnlyList<TemperCandidate> Find(TemperOptions? options = null)
    {
        options ??= new TemperOptions();
        return CandidateFinder.Find(CandidateFinder.List(TransportsOf(options)), options.Filter);
    }

    /// <summary>
    /// Opens a device: checks that it is still plugged in, reads its firmware version, and selects the decoder.
    /// </summary>
    /// <param name="candidate">An entry of <see cref="Find"/>.</param>
    /// <param name="options">How to read the device. Default: the defaults of <see cref="TemperOptions"/>.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <exception cref="TemperPermissionException">This user may not open it.</exception>
    /// <exception cref="TemperDeviceGoneException">It was unplugged, or another device took its place.</exception>
    /// <exception cref="TemperTimeoutException">It did not report its firmware version in time.</exception>
    /// <exception cref="TemperDeviceNotFoundException">
    /// <see cref="TemperOptions.FirmwareFilter"/> excludes its firmware version.
    /// </exception>
    /// <exception cref="UnknownFirmwareException">Its firmware version is unknown.</exception>
    /// <exception cref="TemperConnectionException">It could not be opened for another reason.</exception>
    public static async Task<ITemperDevice> OpenAsync(
        TemperCandidate candidate,
        TemperOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var device = new TemperDevice(candidate, options ?? new TemperOptions());
        try
        {
            await device.OpenAsync(cancellationToken).ConfigureAwait(false);
            return device;
        }
        catch
        {
            await device.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens the first device that is found and that no filter excludes.</summary>
    /// <param name="options">How to read the device. Default: the defaults of <see cref="TemperOptions"/>.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <exception cref="TemperDeviceNotFoundException">
    /// No device is plugged in that is supported and that no filter excludes.
    /// </exception>
    /// <exception cref="TemperException">The device could not be opened; see <see cref="OpenAsync"/>.</exception>
    /// <example>
    /// <code>
    /// using Temper.Devices;
    ///
    /// await using var device = await TemperDevices.OpenFirstAsync();
    /// var reading = await device.ReadAsync();
    /// Console.WriteLine($"{reading.Find(Quantity.Temperature)?.Value:0.00} °C");
    /// </code>
    /// </example>
    public static async Task<ITemperDevice> OpenFirstAsync(
        TemperOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var found = Find(options);
        foreach (var candidate in found.Where(candidate => candidate.Unsupported is null))
        {
            try
            {
                return await OpenAsync(candidate, options, cancellationToken).ConfigureAwait(false);
            }
            catch (TemperDeviceNotFoundException)
            {
                // The filter excludes its firmware. Another device may do.
            }
        }

        throw new TemperDeviceNotFoundException(WhyNone(found, options));
    }

    private static string WhyNone(IReadOnlyList<TemperCandidate> found, TemperOptions? options) =>
        found.FirstOrDefault(candidate => candidate.Unsupported is not null) is { } unsupported
            ? $"no supported TEMPer device found; {unsupported.Interface.Node}: {unsupported.Unsupported}"
        : found.Count > 0 || (options?.Filter is not null && Find(options with { Filter = null }).Count > 0)
            ? "the filter excludes every TEMPer device that is plugged in; change the filter, or plug in another device"
        : "no TEMPer device found; plug one in";

    internal static IReadOnlyList<ITransport> TransportsOf(TemperOptions options) =>
        options.Transports ?? SystemTransports.All;
}
