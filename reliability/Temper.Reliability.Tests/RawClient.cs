using System.Net;
using System.Net.Sockets;
using System.Text;
using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>A client that may send what no HTTP library would, and hang up when it likes.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private RawClient() { }

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends as much as the server takes: one that has seen enough hangs up.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await _socket.SendAsync(bytes)..];
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // its answer may still be there to read
        }
    }

    /// <summary>The status of the answer; 0 when the server hung up without one.</summary>
    public async Task<int> StatusAsync() => StatusOf(await ReadAsync(untilEnd: false));

    /// <summary>Everything until the server hangs up.</summary>
    public Task<string> ReadToEndAsync() => ReadAsync(untilEnd: true);

    /// <summary>Hangs up with a reset, as a client that was killed.</summary>
    public void Vanish()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    public static int StatusOf(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), provider: null) : 0;

    private async Task<string> ReadAsync(bool untilEnd)
    {
        using var timeout = new CancellationTokenSource(HostedExporter.Timeout);
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        try
        {
            int count;
            while ((count = await _socket.ReceiveAsync(buffer, timeout.Token)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
                if (!untilEnd && text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // hung up
        }

        return text.ToString();
    }
}
