using System.Threading.Channels;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// The device side of USB/IP over a stream, for one device that is plugged into one kernel. Invalid messages of the
/// peer end this connection and nothing else.
/// </summary>
public sealed class UsbIpConnection : IDisposable
{
    private const int MaxReplies = 1024; // that the peer has not read
    private const int MaxTransfers = 256; // the kernel has one pending transfer per endpoint

    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(1);

    private readonly Channel<byte[]> _replies = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(MaxReplies) { SingleReader = true }
    );

    private readonly CancellationTokenSource _stop = new();
    private readonly EmulatedDevice _device;
    private readonly Stream _stream;
    private readonly Action<string> _log;
    private readonly DeviceEndpoints _endpoints;
    private volatile string? _failure;
    private volatile bool _isUnplugged;
    private volatile bool _isOver;

    /// <summary>Creates the connection.</summary>
    /// <param name="device">Answers the queries.</param>
    /// <param name="stream">The stream to the kernel, after the handshake. <see cref="RunAsync"/> closes it.</param>
    /// <param name="time">The clock for the time when reports are ready.</param>
    /// <param name="pollInterval">The interval at which the kernel polls for a report; zero for no delay.</param>
    /// <param name="log">Logs one line if the connection fails.</param>
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

    /// <summary>Serves the device until either side ends the connection. Cancelling unplugs the device.</summary>
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
            // unplugged, or the writer failed; Conclude reports it
        }
        catch (InvalidDataException e)
        {
            _failure ??= e.Message;
        }
        catch (EndOfStreamException)
        {
            _failure ??= "the peer disconnected within a message";
        }
        catch (IOException)
        {
            // the peer reset the connection and did not read our replies
        }

        _isOver = true;
        _replies.Writer.TryComplete();
        _stop.CancelAfter(DrainTimeout);
        await writing;
        await _stream.DisposeAsync();
        return Conclude();
    }

    // _stop is not disposed, because a timer of the endpoints may still use it.
    public void Dispose() => _endpoints.Dispose();

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
                throw new InvalidDataException($"the peer disconnected after {read} bytes of a message");
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
                    throw new InvalidDataException(
                        $"the peer sent unknown command {request.Command}; supported: 1 (submit), 2 (unlink)"
                    );
            }
        }
    }

    private async Task SubmitAsync(UsbIpRequest request)
    {
        request.ThrowIfInvalid();
        if (_endpoints.Waiting >= MaxTransfers)
        {
            throw new InvalidDataException($"the peer has more than {MaxTransfers} pending transfers");
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
            // the peer did not read the last replies in time
        }
        catch (IOException)
        {
            // the peer disconnected
        }
        finally
        {
            await _stop.CancelAsync(); // ends the reader too
        }
    }

    private void Send(byte[] reply)
    {
        if (!_replies.Writer.TryWrite(reply) && !_isUnplugged && !_isOver)
        {
            _failure ??= $"the peer did not read {MaxReplies} replies";
            _replies.Writer.TryComplete();
            _stop.CancelAfter(TimeSpan.Zero);
        }
    }

    // Replies that are queued are still sent; then the writer closes the connection.
    private void Unplug()
    {
        _isUnplugged = true;
        _replies.Writer.TryComplete();
        _stop.CancelAfter(DrainTimeout);
    }
}
