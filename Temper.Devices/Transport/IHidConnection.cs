using Temper.Devices.Errors;

namespace Temper.Devices.Transport;

/// <summary>An open HID interface. Calls block, and come from one thread at a time.</summary>
public interface IHidConnection : IDisposable
{
    /// <summary>
    /// Tries to become the only program that talks to the interface. Returns at once; false: another program does.
    /// </summary>
    bool TryLock();

    /// <summary>Gives up what <see cref="TryLock"/> won.</summary>
    void Unlock();

    /// <summary>Sends one output report. Can block for seconds when the stick does not acknowledge it.</summary>
    /// <param name="report">The payload, without a report id.</param>
    /// <exception cref="TemperConnectionException">The stick refused it, is gone, or did not take it.</exception>
    void Write(ReadOnlySpan<byte> report);

    /// <summary>Waits for one input report.</summary>
    /// <param name="report">Where the payload goes, without a report id.</param>
    /// <param name="timeout">How long to wait; zero takes only what is there already.</param>
    /// <returns>The report's length, or 0 when none came in time.</returns>
    /// <exception cref="TemperConnectionException">The stick is gone, or reading failed.</exception>
    int Read(Span<byte> report, TimeSpan timeout);
}
