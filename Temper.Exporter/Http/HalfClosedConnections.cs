using Microsoft.AspNetCore.Connections;

namespace Temper.Exporter.Http;

/// <summary>
/// Answers clients that close their sending side after the request, as <c>nc -N</c> and <c>socat</c> do. Kestrel would
/// take the end of input for a disconnected client and abort the request. Because a disconnected client looks the same,
/// the request continues only for as long as a reading usually takes.
/// </summary>
internal sealed class HalfClosedConnections(ConnectionDelegate next, TimeProvider time)
{
    /// <summary>The time within which a client gets an answer after it closed its sending side.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Serves a connection.</summary>
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
