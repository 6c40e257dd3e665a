using System.Net.Sockets;
using Temper.CommandLine;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Http;

/// <summary>The bound sockets of the exporter.</summary>
internal sealed class ListenSockets : IDisposable
{
    private readonly List<Socket> _bound = [];

    /// <summary>Binds a socket for each address.</summary>
    /// <exception cref="IOException">An address or port is not available; the message is one line.</exception>
    public ListenSockets(IEnumerable<ListenAddress> wanted)
    {
        foreach (var address in wanted)
        {
            try
            {
                var socket = ListenSocket.Bind(address.Resolve());
                _bound.Add(socket);
                // The server will do this again. Only listening shows whether another socket has the port.
                socket.Listen();
            }
            catch (SocketException e)
            {
                Dispose();
                throw new IOException(
                    $"cannot listen on {address}: {SocketProblem.Of(e)}; choose another address or port",
                    e
                );
            }
        }
    }

    /// <summary>The sockets, in the order of their addresses.</summary>
    public IReadOnlyList<Socket> All => _bound;

    public void Dispose() => _bound.ForEach(socket => socket.Dispose());
}
