namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The endpoints of one device, and the kernel's transfers that wait at them. Nothing in it blocks.</summary>
/// <param name="device">Answers the queries.</param>
/// <param name="time">When reports are ready.</param>
/// <param name="pollInterval">How often the kernel's side asks for a report; zero: without a pause.</param>
/// <param name="send">Takes a message; does not block.</param>
/// <param name="unplug">Ends the connection; does not block.</param>
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

    /// <summary>How many transfers wait.</summary>
    public int Waiting => _data.Waiting + _keyboard.Waiting + _hung.Count;

    /// <summary>Calls a transfer back; false when it is through already.</summary>
    public bool Unlink(uint sequence) => _data.Unlink(sequence) || _keyboard.Unlink(sequence) || _hung.Remove(sequence);

    public void Dispose()
    {
        _keyboard.Dispose();
        _data.Dispose();
    }

    /// <summary>Takes a transfer that asks the device for bytes.</summary>
    public void SubmitIn(UsbIpRequest request)
    {
        switch (request.Endpoint)
        {
            case 0 when _control.Read(request.Setup) is { } bytes:
                send(UsbIpReply.SubmittedIn(request.Sequence, bytes, Math.Min(request.Length, request.Setup.Length)));
                break;
            case 1:
                _keyboard.Submit(request.Sequence, request.Length); // for ever: no emulated device types
                break;
            case 2:
                _data.Submit(request.Sequence, request.Length);
                break;
            default:
                send(UsbIpReply.Submitted(request.Sequence, UsbIpReply.Stall));
                break;
        }
    }

    /// <summary>Takes a transfer that brings the device bytes.</summary>
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
