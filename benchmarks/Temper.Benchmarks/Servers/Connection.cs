using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Temper.Benchmarks.Servers;

/// <summary>
/// The least that a client of HTTP/1.1 needs, so that its own cost is small. A server that speaks HTTP/1.0 gets a new
/// connection for each request.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly IPEndPoint _address;
    private Socket? _socket;

    private Connection(IPEndPoint address)
    {
        _address = address;
        _socket = Connect();
    }

    /// <exception cref="SocketException">Nothing listens there.</exception>
    public static Connection Open(IPEndPoint address) => new(address);

    /// <summary>Gets a page, which must be there, and throws it away.</summary>
    public async Task GetAsync(string path)
    {
        _socket ??= Connect();
        await _socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        var length = 0;
        while (!IsComplete(_buffer.AsSpan(0, length)))
        {
            var more = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            length += more > 0 ? more : throw new IOException("the server closed the connection");
        }

        if (_buffer.AsSpan().StartsWith("HTTP/1.0"u8))
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private Socket Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(_address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var headers = Encoding.ASCII.GetString(answer[..end]).ToLowerInvariant();
        if (!headers.Split('\r')[0].Contains(" 200 ", StringComparison.Ordinal))
        {
            throw new IOException($"not a scrape: {headers}");
        }

        const string Length = "content-length: ";
        var body = answer[(end + 4)..];
        var at = headers.IndexOf(Length, StringComparison.Ordinal);
        return at < 0
            ? body.EndsWith("0\r\n\r\n"u8) // chunked
            : body.Length >= int.Parse(headers[(at + Length.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
