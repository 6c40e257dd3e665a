using System.Threading.Channels;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// One device on one kernel, from plugging in to unplugging: the device side of USB/IP over any stream. A peer that
/// talks nonsense ends this connection and nothing else.
/// </summary>
public sealed class UsbIpConnection : IDisposable
{
    private const int MostReplies = 1024; // unread by the peer
    private const int MostTransfers = 256; // the kernel has one each endpoint under way

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Channel<byte[]> _replies = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(MostReplies) { SingleReader = true }
    );

    private readonly CancellationTokenSource _stop = new();
    private readonly EmulatedDevice _device;
    private readonly Stream _stream;
    private readonly Action<string> _log;
    private readonly DeviceEndpoints _endpoints;
    private volatile string? _failure;
    private volatile bool _isUnplugged;
    private volatile bool _isOver;

    /// <param name="device">Who answers.</param>
    /// <param name="stream">The kernel's side, after any handshake; closed at
    /// the end of <see cref="RunAsync"/>.</param>
    /// <param name="time">When reports are ready.</param>
    /// <param name="pollInterval">How often the kernel's side asks for a report; zero: without a pause.</param>
    /// <param name="log">Takes one line when the connection fails.</param>
    public UsbIpConnection(
        EmulatedDevice device,
        Stream stream,
        TimeProvider time,
        TimeSpan pollInterval,
        Action<string> log
    )
    {
        _device = device;
        _stream = stream;
        _log = log;
        _endpoints = new DeviceEndpoints(device, time, pollInterval, Send, Unplug);
    }

    /// <summary>Serves the device until either side ends it. Cancelling is pulling the plug.</summary>
    public async Task<ConnectionEnd> RunAsync(CancellationToken cancellation)
    {
        using var pull = cancellation.Register(Unplug);
        var writing = WriteAsync();
        try
        {
            await ReadAsync();
        }
        catch (OperationCanceledException)
        {
            // unplugged, or failed on the writing side: told below
        }
        catch (InvalidDataException e)
        {
            _failure ??= e.Message;
        }
        catch (EndOfStreamException)
        {
            _failure ??= "the peer broke off in the middle of a message";
        }
        catch (IOException)
        {
            // reset: the peer is gone, with our replies unread
        }

        _isOver = true;
        _replies.Writer.TryComplete();
        _stop.CancelAfter(LastWords);
        await writing;
        await _stream.DisposeAsync();
        return Conclude();
    }

    public void Dispose() => _endpoints.Dispose(); // not _stop: a timer of theirs may still be on its way to it

    private ConnectionEnd Conclude()
    {
        if (_isUnplugged || _failure is null)
        {
            return _isUnplugged ? ConnectionEnd.Unplugged : ConnectionEnd.PeerClosed;
        }

        _log($"{_device.Model.Firmware}: connection closed: {_failure}");
        return ConnectionEnd.Failed;
    }

    private async Task ReadAsync()
    {
        var header = new byte[UsbIpRequest.HeaderLength];
        while (
            await _stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, _stop.Token)
                is var read
                    and > 0
        )
        {
            if (read < header.Length)
            {
                throw new InvalidDataException($"the peer broke off after {read} bytes of a message");
            }

            var request = UsbIpRequest.Parse(header);
            switch (request.Command)
            {
                case UsbIpRequest.Submit:
                    await SubmitAsync(request);
                    break;
                case UsbIpRequest.Unlink:
                    var wasPending = _endpoints.Unlink(request.UnlinkedSequence);
                    Send(UsbIpReply.OfUnlink(request.Sequence, wasPending ? UsbIpReply.Unlinked : UsbIpReply.Ok));
                    break;
                default:
                    throw new InvalidDataException($"the peer sent command {request.Command}: only 1 and 2 are known");
            }
        }
    }

    private async Task SubmitAsync(UsbIpRequest request)
    {
        request.ThrowIfNonsense();
        if (_endpoints.Waiting >= MostTransfers)
        {
            throw new InvalidDataException($"the peer has more than {MostTransfers} transfers under way");
        }

        if (request.IsIn)
        {
            _endpoints.SubmitIn(request);
            return;
        }

        var bytes = new byte[request.Length];
        await _stream.ReadExactlyAsync(bytes, _stop.Token);
        _endpoints.SubmitOut(request, bytes);
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var reply in _replies.Reader.ReadAllAsync(_stop.Token))
            {
                await _stream.WriteAsync(reply, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the last words took too long
        }
        catch (IOException)
        {
            // the peer is gone
        }
        finally
        {
            await _stop.CancelAsync(); // ends the reading too
        }
    }

    private void Send(byte[] reply)
    {
        if (!_replies.Writer.TryWrite(reply) && !_isUnplugged && !_isOver)
        {
            _failure ??= $"the peer left {MostReplies} replies unread";
            _replies.Writer.TryComplete();
            _stop.CancelAfter(TimeSpan.Zero);
        }
    }

    // What is on its way still arrives; then the writer closes.
    private void Unplug()
    {
        _isUnplugged = true;
        _replies.Writer.TryComplete();
        _stop.CancelAfter(LastWords);
    }
}
