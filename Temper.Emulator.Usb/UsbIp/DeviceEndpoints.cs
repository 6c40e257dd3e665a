namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The endpoints of one device, and the pending transfers of the kernel. No method blocks.</summary>
/// <param name="device">Answers the queries.</param>
/// <param name="time">The clock for the time when reports are ready.</param>
/// <param name="pollInterval">The interval at which the kernel polls for a report; zero for no delay.</param>
/// <param name="send">Sends a message; must not block.</param>
/// <param name="unplug">Ends the connection; must not block.</param>
internal sealed class DeviceEndpoints(
    EmulatedDevice device,
    TimeProvider time,
    TimeSpan pollInterval,
    Action<byte[]> send,
    Action unplug
) : IDisposable
{
    private readonly ControlEndpoint _control = new(device.Model);
    private readonly InterruptIn _keyboard = new(time, pollInterval, send, unplug);
    private readonly InterruptIn _data = new(time, pollInterval, send, unplug);
    private readonly HashSet<uint> _hung = [];

    /// <summary>The number of pending transfers.</summary>
    public int Waiting => _data.Waiting + _keyboard.Waiting + _hung.Count;

    /// <summary>Cancels a transfer; returns false if it has completed already.</summary>
    public bool Unlink(uint sequence) => _data.Unlink(sequence) || _keyboard.Unlink(sequence) || _hung.Remove(sequence);

    public void Dispose()
    {
        _keyboard.Dispose();
        _data.Dispose();
    }

    /// <summary>Accepts a transfer from the device.</summary>
    public void SubmitIn(UsbIpRequest request)
    {
        switch (request.Endpoint)
        {
            case 0 when _control.Read(request.Setup) is { } bytes:
                send(UsbIpReply.SubmittedIn(request.Sequence, bytes, Math.Min(request.Length, request.Setup.Length)));
                break;
            case 1:
                // Never completes, because no emulated device has keys.
                _keyboard.Submit(request.Sequence, request.Length);
                break;
            case 2:
                _data.Submit(request.Sequence, request.Length);
                break;
            default:
                send(UsbIpReply.Submitted(request.Sequence, UsbIpReply.Stall));
                break;
        }
    }

    /// <summary>Accepts a transfer to the device.</summary>
    public void SubmitOut(UsbIpRequest request, byte[] bytes)
    {
        var isReport =
            request.Endpoint == 0
                ? ControlEndpoint.IsOutputReport(request.Setup)
                : request.Endpoint == 2 && device.Model.HasOutEndpoint;
        if (isReport)
        {
            Query(request, bytes);
            return;
        }

        var isTaken = request.Endpoint == 0 && _control.Write(request.Setup);
        send(
            isTaken
                ? UsbIpReply.Submitted(request.Sequence, UsbIpReply.Ok, bytes.Length)
                : UsbIpReply.Submitted(request.Sequence, UsbIpReply.Stall)
        );
    }

    private void Query(UsbIpRequest request, byte[] bytes)
    {
        var answer = device.Answer(bytes);
        switch (answer.Outcome)
        {
            case WriteOutcome.Stalled:
                send(UsbIpReply.Submitted(request.Sequence, UsbIpReply.Stall));
                break;
            case WriteOutcome.NeverCompletes:
                _hung.Add(request.Sequence);
                break;
            case WriteOutcome.Unplugs:
                unplug();
                break;
            default:
                send(UsbIpReply.Submitted(request.Sequence, UsbIpReply.Ok, bytes.Length));
                _data.Deliver(answer);
                break;
        }
    }
}
