using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// Serves devices to <c>usbip list</c> and <c>usbip attach</c> over TCP. One kernel at a time can import a device.
/// </summary>
public sealed class UsbIpServer : IDeviceBus
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    private readonly DeviceExports _exports = new();
    private readonly ConcurrentDictionary<Task, bool> _clients = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly TimeProvider _time;
    private readonly TimeSpan _pollInterval;
    private readonly Action<string> _log;
    private readonly Task _accepting;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="DeviceBusException">The address or port is not available.</exception>
    public UsbIpServer(IPEndPoint address, TimeProvider time, TimeSpan pollInterval, Action<string> log)
    {
        (_time, _pollInterval, _log) = (time, pollInterval, log);
        _listener = new TcpListener(address);
        try
        {
            _listener.Start();
        }
        catch (SocketException e)
        {
            throw new DeviceBusException(
                $"cannot listen on {address}: {e.Message}; choose another with --listen ADDRESS:PORT"
            );
        }

        _accepting = AcceptAsync();
    }

    /// <summary>The address and port that it listens on.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public bool IsPlugged(int number) => _exports.Contains(number);

    public async Task<string> PlugAsync(int number, EmulatedDevice device)
    {
        await UnplugAsync(number);
        _exports.Add(number, device);
        return $"exported as {UsbIpExport.BusId(number)}";
    }

    public async Task<bool> UnplugAsync(int number)
    {
        var export = _exports.Remove(number);
        await (export?.Unplug.CancelAsync() ?? Task.CompletedTask);
        return export is not null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_clients.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                var client = ServeAsync(socket);
                _clients[client] = true;
                _ = client.ContinueWith(
                    done => _clients.TryRemove(done, out _),
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default
                );
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e) when (!_stop.IsCancellationRequested)
            {
                // Too many open files, or the peer disconnected already.
                _log($"cannot accept a connection: {e.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var peer = "a client";
        try
        {
            peer = $"{socket.RemoteEndPoint}";
            socket.NoDelay = true; // replies are small and awaited
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            using var timeout = new CancellationTokenSource(HandshakeTimeout, _time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, timeout.Token);
            if (await ShakeHandsAsync(stream, limit.Token) is { } export)
            {
                await RunAsync(stream, export);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // the server is stopping
        }
        catch (OperationCanceledException)
        {
            _log($"{peer}: closed: no request within {HandshakeTimeout.TotalSeconds} s");
        }
        catch (InvalidDataException e)
        {
            _log($"{peer}: closed: {e.Message}");
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            _log($"{peer}: closed: disconnected during the handshake");
        }
    }

    /// <summary>Answers one request. Returns the device if the request imports one.</summary>
    private async Task<DeviceExport?> ShakeHandsAsync(NetworkStream stream, CancellationToken limit)
    {
        var request = new byte[UsbIpExport.RequestLength];
        await stream.ReadExactlyAsync(request, limit);
        var version = BinaryPrimitives.ReadUInt16BigEndian(request);
        if (version != UsbIpExport.ProtocolVersion)
        {
            throw new InvalidDataException($"unknown USB/IP version {version:x4}; supported: 0111");
        }

        switch (BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(2)))
        {
            case UsbIpExport.DeviceListRequest:
                await stream.WriteAsync(UsbIpExport.DeviceList(_exports.Importable()), limit);
                return null;
            case UsbIpExport.ImportRequest:
                var busId = new byte[UsbIpExport.BusIdLength];
                await stream.ReadExactlyAsync(busId, limit);
                return await ImportAsync(stream, UsbIpExport.ParseBusId(busId), limit);
            case var code:
                throw new InvalidDataException($"unknown request {code:x4}; supported: 8003 (import), 8005 (list)");
        }
    }

    private async Task<DeviceExport?> ImportAsync(NetworkStream stream, string busId, CancellationToken limit)
    {
        if (_exports.Import(busId) is not { } export)
        {
            await stream.WriteAsync(UsbIpExport.ImportRefused(), limit);
            return null;
        }

        try
        {
            await stream.WriteAsync(UsbIpExport.Imported(export.Number, export.Device.Model), limit);
            return export;
        }
        catch
        {
            _exports.Release(export);
            throw;
        }
    }

    private async Task RunAsync(NetworkStream stream, DeviceExport export)
    {
        try
        {
            using var connection = new UsbIpConnection(export.Device, stream, _time, _pollInterval, _log);
            using var unplug = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, export.Unplug.Token);
            if (await connection.RunAsync(unplug.Token) == ConnectionEnd.Unplugged)
            {
                _exports.Remove(export);
            }
        }
        finally
        {
            _exports.Release(export);
        }
    }
}
