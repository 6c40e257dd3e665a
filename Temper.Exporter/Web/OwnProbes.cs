using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Temper.Exporter.Web;

/// <summary>
/// The connections of this program to itself, by which the watchdog checks that it still answers (docs/adr/0022). Only
/// the kernel assigns their addresses: while the probe holds its socket, no other client can connect from there.
/// </summary>
internal sealed class OwnProbes
{
    private readonly ConcurrentDictionary<IPEndPoint, bool> _open = new();

    /// <summary>Registers the address of a probe's bound socket, until the result is disposed.</summary>
    public IDisposable Register(EndPoint address)
    {
        var endpoint = Normalize(address);
        _open[endpoint] = true;
        return new Registration(_open, endpoint);
    }

    /// <summary>Returns whether a connection comes from a probe.</summary>
    public bool Contains(ConnectionContext connection) =>
        connection.RemoteEndPoint is IPEndPoint remote && _open.ContainsKey(Normalize(remote));

    // A socket for both families sees 127.0.0.1 as ::ffff:127.0.0.1.
    private static IPEndPoint Normalize(EndPoint address)
    {
        var endpoint = (IPEndPoint)address;
        return endpoint.Address.IsIPv4MappedToIPv6 ? new(endpoint.Address.MapToIPv4(), endpoint.Port) : endpoint;
    }

    private sealed class Registration(ConcurrentDictionary<IPEndPoint, bool> open, IPEndPoint endpoint) : IDisposable
    {
        public void Dispose() => open.TryRemove(endpoint, out _);
    }
}
