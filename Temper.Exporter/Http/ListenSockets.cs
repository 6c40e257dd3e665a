using System.Net.Sockets;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Http;

/// <summary>All sockets of the exporter, bound.</summary>
internal sealed class ListenSockets : IDisposable
{
    private readonly List<Socket> _bound = [];

    /// <exception cref="IOException">One of them cannot be had; the message is one line.</exception>
    public ListenSockets(IEnumerable<ListenAddress> wanted)
    {
        foreach (var address in wanted)
        {
            try
            {
                var socket = ListenSocket.Bind(address.Resolve());
                _bound.Add(socket);
                // As the server will again; only then the kernel says whether another socket has the port.
                socket.Listen();
            }
            catch (SocketException e)
            {
                Dispose();
                throw new IOException($"cannot listen on {address}: {e.Message}: choose another address or port", e);
            }
        }
    }

    public IReadOnlyList<Socket> All => _bound;

    public void Dispose() => _bound.ForEach(socket => socket.Dispose());
}
