using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Web;

namespace Temper.Exporter.Http;

/// <summary>The web server: Kestrel on bound sockets, with only the parts that a few kilobytes of text need.</summary>
internal sealed class ExporterServer : IAsyncDisposable
{
    private const int MaxRequestBodyBytes = 1024; // no request needs a body
    private const int MaxHeaderBytes = 16 * 1024; // browsers also send cookies of other ports of the host
    private const int MaxConnections = 512; // each needs a descriptor, of which a process has 1,024 by default
    private static readonly TimeSpan RequestHeadersTimeout = TimeSpan.FromSeconds(5);

    // Longer than common scrape intervals.
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private static readonly string[] CompressedTypes =
    [
        "text/plain",
        "application/openmetrics-text",
        "application/json",
        "text/html",
        "text/css",
        "text/javascript",
    ];

    private readonly WebApplication _app;

    private ExporterServer(WebApplication app) => _app = app;

    /// <summary>Creates a server that listens once it is started.</summary>
    public static ExporterServer Create(
        IReadOnlyList<Socket> listeners,
        TemperDeviceSet devices,
        ILoggerFactory logging,
        ServerSettings settings
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = RequestHeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = KeepAliveTimeout;
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.Use(next => new HalfClosedConnections(next, TimeProvider.System).ServeAsync);
                if (settings.Web is { } web)
                {
                    new WebConnections(web).AddTo(endpoint);
                }
            });
            foreach (var listener in listeners)
            {
                kestrel.Listen(listener.LocalEndPoint!);
            }
        });
        builder
            .Services.AddSingleton(logging)
            .AddSingleton<IHostLifetime, NoLifetime>()
            .AddResponseCompression(compression => compression.MimeTypes = CompressedTypes)
            .Configure<SocketTransportOptions>(sockets =>
            {
                sockets.CreateBoundListenSocket = endpoint =>
                    listeners.First(listener => endpoint.Equals(listener.LocalEndPoint));
                // Input already arrives on a pool thread. Otherwise, each request would wake up another thread.
                sockets.UnsafePreferInlineScheduling = true;
            })
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);

        var app = builder.Build();
        var repeated = logging.CreateLogger(ExporterLogging.Repeated);
        app.Use(new RequestFaults(repeated).HandleAsync);
        if (settings.Web is { } access)
        {
            app.Use(new WebGate(access, repeated).HandleAsync);
        }

        app.UseResponseCompression();
        app.Run(new ExporterEndpoints(devices, settings, repeated).HandleAsync);
        return new ExporterServer(app);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>
    /// Replaces the host's own lifetime, which would handle signals too, and write to the console.
    /// </summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
