using System.Net;
using System.Net.Sockets;
using System.Text;
using Temper.Exporter.Http;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Tests.Hosting;

/// <summary>A server that gives every request the same answer, or none.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private int _requestCount;

    public AnsweringServer(string answer, IPAddress? address = null)
    {
        Answer = answer;
        Listener = ListenSocket.Bind(new ListenAddress(address ?? IPAddress.Loopback, 0));
        Listener.Listen();
        _serving = ServeAsync();
    }

    public Socket Listener { get; }

    /// <summary>The status line of what it answers; nothing to keep silent.</summary>
    public string Answer { get; set; }

    public int RequestCount => Volatile.Read(ref _requestCount);

    public string? LastRequest { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        Listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Socket>();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var connection = await Listener.AcceptAsync(_end.Token);
                connections.Add(connection);
                await AnswerAsync(connection);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                continue; // the end, or a client that went
            }
        }

        connections.ForEach(connection => connection.Dispose());
    }

    private async Task AnswerAsync(Socket connection)
    {
        var request = new byte[1024];
        var length = await connection.ReceiveAsync(request, _end.Token);
        LastRequest = Encoding.ASCII.GetString(request, 0, length);
        // Before the answer, so that a test that waits for its effect sees it counted.
        Interlocked.Increment(ref _requestCount);
        if (Answer.Length > 0)
        {
            await connection.SendAsync(Encoding.ASCII.GetBytes($"{Answer}\r\n\r\n"), _end.Token);
            connection.Shutdown(SocketShutdown.Both);
        }
    }
}
