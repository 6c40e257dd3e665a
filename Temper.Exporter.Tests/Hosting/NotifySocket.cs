using System.Net.Sockets;
using System.Text;

namespace Temper.Exporter.Tests.Hosting;

/// <summary>The service manager's end of the notification socket.</summary>
internal sealed class NotifySocket : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    /// <param name="address">As in NOTIFY_SOCKET: a path, or <c>@</c> and an abstract name.</param>
    public NotifySocket(string address)
    {
        Address = address;
        _socket.Bind(new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address));
    }

    public string Address { get; }

    public bool IsEmpty => _socket.Available == 0;

    /// <summary>An abstract socket, of which nothing is left.</summary>
    public static NotifySocket Create() => new($"@temper-{Guid.NewGuid():N}");

    /// <summary>Waits for the next notification.</summary>
    public async Task<string> NextAsync()
    {
        var buffer = new byte[256];
        using var timeout = new CancellationTokenSource(Timeout);
        return Encoding.UTF8.GetString(buffer, 0, await _socket.ReceiveAsync(buffer, timeout.Token));
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (Address[0] == '/')
        {
            File.Delete(Address);
        }
    }
}
