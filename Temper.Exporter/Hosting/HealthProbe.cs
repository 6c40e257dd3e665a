using System.Net;
using System.Net.Sockets;
using Temper.Exporter.Web;

namespace Temper.Exporter.Hosting;

/// <summary>Requests <c>/-/healthy</c> from this program's own server, at the address that it listens on.</summary>
/// <remarks>
/// With a web configuration, the server recognizes the probe by the address of its socket, and asks it for neither TLS
/// nor a password (docs/adr/0022).
/// </remarks>
internal sealed class HealthProbe
{
    private static readonly byte[] Request =
        "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray();

    private static readonly byte[] Answer = "HTTP/1.1 200 "u8.ToArray();

    private readonly IPEndPoint _server;
    private readonly OwnProbes? _known;

    internal HealthProbe(IPEndPoint server, OwnProbes? known = null) => (_server, _known) = (server, known);

    /// <summary>Creates the probe for a listening socket.</summary>
    /// <param name="listener">The socket.</param>
    /// <param name="known">Shows the server which connections are those of probes.</param>
    public static HealthProbe Of(Socket listener, OwnProbes? known = null)
    {
        var bound = (IPEndPoint)listener.LocalEndPoint!;
        var isIPv4Too = bound.AddressFamily == AddressFamily.InterNetwork || listener.DualMode;
        var isAny = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);
        var loopback = isIPv4Too ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        return new HealthProbe(isAny ? new IPEndPoint(loopback, bound.Port) : bound, known);
    }

    /// <summary>
    /// Probes the server. Failures are returned, never thrown, because a host that is short of ports, descriptors or
    /// memory must not stop the program.
    /// </summary>
    /// <returns>
    /// What is wrong, or <see langword="null"/> if the server answers or no interface has its address yet.
    /// </returns>
    public async Task<string?> FaultAsync(CancellationToken deadline)
    {
        try
        {
            using var socket = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            return TryBind(socket) ? await AskAsync(socket, deadline) : null;
        }
        catch (Exception e)
        {
            return $"{_server}: {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    // Binding to the server's own address keeps the request on this machine. It also shows whether an interface has
    // the address: with IP_FREEBIND, the server may listen on one that the machine does not have yet.
    private bool TryBind(Socket socket)
    {
        try
        {
            socket.Bind(new IPEndPoint(_server.Address, 0));
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return false;
        }
    }

    private async Task<string?> AskAsync(Socket socket, CancellationToken deadline)
    {
        using var registration = _known?.Register(socket.LocalEndPoint!);
        await socket.ConnectAsync(_server, deadline);
        await socket.SendAsync(Request, deadline);
        using var stream = new NetworkStream(socket);
        var head = new byte[Answer.Length];
        await stream.ReadExactlyAsync(head, deadline);
        return head.AsSpan().SequenceEqual(Answer) ? null : $"{_server}: unexpected response";
    }
}
