namespace Temper.Devices.Transport;

/// <summary>An open interface. Calls block, and come from one thread at a time.</summary>
public interface ITransportConnection : IDisposable
{
    /// <summary>Waits until no other program talks to the device, and keeps the others out from then on.</summary>
    /// <param name="timeout">How long to wait for the other programs; zero tries once.</param>
    /// <returns>False when another program still talks to the device at the timeout.</returns>
    /// <remarks>
    /// What arrives meanwhile answers the other program. A transport that gives each opener a copy (hidraw) discards it
    /// while it waits; one whose openers share a single queue (a serial port) must not read.
    /// </remarks>
    /// <exception cref="TemperConnectionException">The lock failed, or the device was unplugged.</exception>
    bool TryLock(TimeSpan timeout);

    /// <summary>Releases what <see cref="TryLock"/> took.</summary>
    void Unlock();

    /// <summary>
    /// Sends one query: a report without its report id, or text. Can block for seconds
    /// when the device does not take it.
    /// </summary>
    /// <param name="bytes">The query.</param>
    /// <exception cref="TemperConnectionException">
    /// The device refused the query, did not take it, or was unplugged.
    /// </exception>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits for input: one report without its report id, or whatever bytes have arrived.</summary>
    /// <param name="buffer">Where the bytes go; not empty.</param>
    /// <param name="timeout">How long to wait; zero takes only what has arrived already.</param>
    /// <returns>The number of bytes, or 0 when none arrived in time.</returns>
    /// <exception cref="TemperConnectionException">The device was unplugged, or reading failed.</exception>
    int Read(Span<byte> buffer, TimeSpan timeout);
}
