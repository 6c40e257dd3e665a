using Temper.Devices.Errors;

namespace Temper.Devices.Transport;

/// <summary>An open serial port. Calls block, and come from one thread at a time.</summary>
public interface ISerialConnection : IDisposable
{
    /// <summary>Tries to become the only program that talks to the port.</summary>
    /// <param name="timeout">How long to wait for the others; zero tries once.</param>
    /// <returns>False: another program still does.</returns>
    /// <remarks>
    /// Never reads meanwhile: all openers of a tty share one queue, and what comes is the other program's answer.
    /// </remarks>
    bool TryLock(TimeSpan timeout);

    /// <summary>Gives up what <see cref="TryLock"/> won.</summary>
    void Unlock();

    /// <summary>Sends bytes.</summary>
    /// <exception cref="TemperConnectionException">The stick is gone, or did not take them.</exception>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits for bytes.</summary>
    /// <param name="buffer">Where they go; not empty.</param>
    /// <param name="timeout">How long to wait; zero takes only what is there already.</param>
    /// <returns>How many came, or 0 when none came in time.</returns>
    /// <exception cref="TemperConnectionException">The stick is gone, or reading failed.</exception>
    int Read(Span<byte> buffer, TimeSpan timeout);
}
