using System.Net;
using System.Net.Sockets;

namespace Temper.Exporter.Hosting;

/// <summary>Asks our own server for <c>/-/healthy</c>, through the socket that it listens on.</summary>
internal sealed class HealthProbe
{
    private static readonly byte[] Request =
        "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray();

    private static readonly byte[] Answer = "HTTP/1.1 200 "u8.ToArray();

    private readonly IPEndPoint _server;

    private HealthProbe(IPEndPoint server) => _server = server;

    public static HealthProbe Of(Socket listener)
    {
        var bound = (IPEndPoint)listener.LocalEndPoint!;
        var isIPv4Too = bound.AddressFamily == AddressFamily.InterNetwork || listener.DualMode;
        var isAny = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);
        var loopback = isIPv4Too ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        return new HealthProbe(isAny ? new IPEndPoint(loopback, bound.Port) : bound);
    }

    /// <summary>What is wrong; nothing when the server answers, or when its address is not this machine's yet.</summary>
    public async Task<string?> FaultAsync(CancellationToken deadline)
    {
        using var socket = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // From the same address: that keeps the question on this machine, and tells whether the address is there
            // at all. With IP_FREEBIND the server may listen on one that the machine is only going to get.
            socket.Bind(new IPEndPoint(_server.Address, 0));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return null;
        }

        try
        {
            await socket.ConnectAsync(_server, deadline);
            await socket.SendAsync(Request, deadline);
            using var stream = new NetworkStream(socket);
            var head = new byte[Answer.Length];
            await stream.ReadExactlyAsync(head, deadline);
            return head.AsSpan().SequenceEqual(Answer) ? null : $"{_server}: not healthy";
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return $"{_server}: {e.Message}";
        }
    }
}
