using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Temper.Exporter.Web;

/// <summary>
/// Speaks TLS with clients if it is configured, and plain HTTP otherwise. The connections of the program to itself are
/// plain in any case.
/// </summary>
internal sealed class WebConnections(WebAccess access)
{
    /// <summary>The key under which a connection has the policy that it was accepted with.</summary>
    public static readonly object Policy = new();

    /// <summary>The key under which a connection is marked as the program's own.</summary>
    public static readonly object OwnProbe = new();

    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Adds this to the connections of an endpoint.</summary>
    public void AddTo(ListenOptions endpoint)
    {
        // The pipeline is built from its end, so http is set before a connection can arrive.
        ConnectionDelegate http = null!;
        endpoint.Use(tls => connection => ServeAsync(connection, tls, http));
        endpoint.UseHttps(
            new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = HandshakeTimeout,
                OnConnection = context => new(PolicyOf(context.Connection.Items)!.Tls!.OptionsForClient()),
            }
        );
        endpoint.Use(next => http = next);
    }

    /// <summary>Returns the policy that a connection was accepted with.</summary>
    public static WebPolicy? PolicyOf(IDictionary<object, object?> connection) =>
        connection.TryGetValue(Policy, out var policy) ? (WebPolicy)policy! : null;

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate tls, ConnectionDelegate http)
    {
        if (access.Probes.Contains(connection))
        {
            connection.Items[OwnProbe] = true;
            await http(connection);
            return;
        }

        var policy = access.Policy;
        connection.Items[Policy] = policy;
        // After a reload, clients connect again. They may need a certificate now.
        var lifetime = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        void Close() => lifetime?.RequestClose();
        policy.Replaced += Close;
        try
        {
            await (policy.Tls is null ? http(connection) : tls(connection));
        }
        finally
        {
            policy.Replaced -= Close;
        }
    }
}
