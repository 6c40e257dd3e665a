using Temper.Devices;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>An open data interface of a device that is emulated in this process.</summary>
internal sealed class EmulatedConnection(PluggedDevice plugged) : ITransportConnection
{
    private const int TimedOut = 110; // ETIMEDOUT
    private const int BrokenPipe = 32; // EPIPE

    // The time for which the kernel waits for a SET_REPORT: USB_CTRL_SET_TIMEOUT.
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(10);

    private readonly ReportQueue _queue = plugged.Open();

    public bool TryLock(TimeSpan timeout)
    {
        var start = plugged.Time.GetTimestamp();
        Span<byte> discarded = stackalloc byte[TemperHid.ReportLength];
        while (!plugged.TryLock(_queue))
        {
            if (plugged.Time.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            Read(discarded, LockRetryInterval); // discards the replies to the other program, which hidraw delivers too
        }

        return true;
    }

    public void Unlock() => plugged.Unlock(_queue);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        ThrowIfGone();
        var answer = plugged.Device.Answer(bytes);
        switch (answer.Outcome)
        {
            case WriteOutcome.Stalled:
                throw new TemperConnectionException(
                    $"{Node} rejected the query (stall); replug the device",
                    BrokenPipe
                );
            case WriteOutcome.NeverCompletes:
                Wait(WriteTimeout, () => false);
                throw new TemperConnectionException($"{Node} did not accept the query; replug the device", TimedOut);
            case WriteOutcome.Unplugs:
                plugged.Remove();
                ThrowIfGone();
                break;
            default:
                plugged.Deliver(answer.Reports);
                break;
        }

        if (answer.UnplugsAfterwards)
        {
            plugged.Remove();
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        byte[]? bytes = null;
        Wait(timeout, () => (bytes = _queue.TakeDue()) is not null);
        bytes?.AsSpan(0, Math.Min(bytes.Length, buffer.Length)).CopyTo(buffer);
        return bytes is null ? 0 : Math.Min(bytes.Length, buffer.Length);
    }

    public void Dispose() => plugged.Close(_queue);

    private string Node => plugged.Data.Node;

    // The wait ends with an error if the device is unplugged.
    private void Wait(TimeSpan timeout, Func<bool> isOver) =>
        _queue.Wait(
            timeout,
            () =>
            {
                ThrowIfGone();
                return isOver();
            },
            plugged.SignalReader
        );

    private void ThrowIfGone()
    {
        if (plugged.IsGone)
        {
            throw new TemperDeviceGoneException($"{Node} disappeared; the device was unplugged", errno: 19);
        }
    }
}
