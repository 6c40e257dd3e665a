using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// A device's connection over time: opened when first needed, kept over stalls and timeouts, opened anew when the
/// device was lost or stays silent. The kernel's usbhid can stop polling a device after a quick replug, and polls
/// again once the node is opened anew.
/// </summary>
internal sealed class DeviceConnection(TemperCandidate candidate, TimeProvider time) : IDisposable
{
    private const int SilentReadsBeforeReopen = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly BackOff _backOff = new(time, free: 0, FirstPause, LongestPause);
    private ObservedConnection? _open;
    private long _receivedBefore;
    private int _silentReads;
    private long _openedAt;

    /// <summary>
    /// How long the connection has been open without a byte, once a whole read has
    /// passed so; else <see langword="null"/>.
    /// </summary>
    public TimeSpan? SilentFor => _silentReads > 0 && _open is { Received: 0 } ? time.GetElapsedTime(_openedAt) : null;

    /// <summary>Whether the device did not take the last query until the kernel gave it up.</summary>
    public bool LastWriteHung => _open is { LastWriteHung: true };

    /// <summary>Opens the device, if it is not open.</summary>
    public ITransportConnection Open()
    {
        if (_open is null)
        {
            _open = new ObservedConnection(candidate, time);
            _openedAt = time.GetTimestamp();
        }

        _receivedBefore = _open.Received;
        return _open;
    }

    /// <summary>Notes the end of a read that had the device for itself.</summary>
    public void EndRead(bool hasFailed)
    {
        if (_open is not null && hasFailed && _open.Received == _receivedBefore)
        {
            _silentReads++;
            return;
        }

        _silentReads = 0;
        _backOff.Reset();
    }

    /// <summary>
    /// Closes and opens a device that stays silent. Does nothing while a write is in progress, because closing would
    /// wait for one that hangs, and other devices' queries would wait behind it; the next silent read tries again.
    /// </summary>
    public void ReopenIfSilent()
    {
        if (
            _open is null
            || _silentReads < SilentReadsBeforeReopen
            || _backOff.Remaining > TimeSpan.Zero
            || ObservedConnection.IsWriteInProgress(candidate)
        )
        {
            return;
        }

        _backOff.Failed();
        Dispose();
        try
        {
            Open();
        }
        catch (TemperException)
        {
            // The next read opens it, and reports why it cannot.
        }
    }

    public void Dispose()
    {
        _open?.Dispose();
        _open = null;
    }
}
