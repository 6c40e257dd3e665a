namespace Temper.Devices;

/// <summary>
/// All sticks of this machine, read together as often as you like: sticks stay open between reads, new ones are
/// taken in, unplugged ones let go, and no stick's fault costs another stick's reading.
/// </summary>
public sealed class TemperDeviceSet : IAsyncDisposable
{
    /// <summary>Creates the set; nothing is opened before the first read.</summary>
    public TemperDeviceSet(TemperOptions? options = null) => throw new NotImplementedException();

    /// <summary>
    /// Looks what is plugged in and reads every stick, in parallel, under one deadline
    /// (<see cref="TemperOptions.DeviceTimeout"/>). Calls that overlap share one snapshot.
    /// </summary>
    /// <param name="cancellationToken">Ends this caller's wait; a snapshot that others share goes on.</param>
    /// <exception cref="Errors.TemperConnectionException">The devices of this machine cannot be listed.</exception>
    public Task<TemperSnapshot> ReadAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes every stick.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
