using Microsoft.AspNetCore.Connections;

namespace Temper.Exporter.Http;

/// <summary>
/// Answers clients that close their sending side after the request, as <c>nc -N</c> and <c>socat</c> do. Kestrel takes
/// the end of input for a client that has left, and aborts the request. A client that has left looks the same, so the
/// request goes on only for as long as a reading usually takes.
/// </summary>
internal sealed class HalfClosedConnections(ConnectionDelegate next, TimeProvider time)
{
    /// <summary>How long after the end of its input a client gets an answer.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task ServeAsync(ConnectionContext connection)
    {
        using var closed = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var registration = connection.ConnectionClosed.UnsafeRegister(
            _ => closed.CancelAfter(Grace),
            state: null
        );
        connection.ConnectionClosed = closed.Token;
        await next(connection);
    }
}
