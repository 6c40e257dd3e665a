using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Web;

namespace Temper.Exporter.Http;

/// <summary>
/// The web server: Kestrel on bound sockets, with only the parts that a few kilobytes of text need. It does without
/// ASP.NET Core's web host, whose services are constructed by reflection: that took a third of the program's start.
/// </summary>
internal sealed class ExporterServer : IDisposable
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
        "text/csv",
        "text/javascript",
    ];

    private readonly KestrelServer _kestrel;
    private readonly RequestPipeline _pipeline;
    private readonly ExporterEndpoints _endpoints;

    private ExporterServer(KestrelServer kestrel, RequestPipeline pipeline, ExporterEndpoints endpoints)
    {
        _kestrel = kestrel;
        _pipeline = pipeline;
        _endpoints = endpoints;
    }

    /// <summary>Creates a server that listens once it is started.</summary>
    public static ExporterServer Create(
        IReadOnlyList<Socket> listeners,
        TemperDeviceSet devices,
        ILoggerFactory logging,
        ServerSettings settings
    )
    {
        var repeated = logging.CreateLogger(ExporterLogging.Repeated);
        var endpoints = new ExporterEndpoints(devices, settings, repeated);
        RequestDelegate handle = new ResponseCompressionMiddleware(endpoints.HandleAsync, Compression(logging)).Invoke;
        if (settings.Web is { } web)
        {
            handle = new WebGate(web, handle, repeated).HandleAsync;
        }

        var sockets = new SocketTransportOptions
        {
            CreateBoundListenSocket = endpoint => listeners.First(listener => endpoint.Equals(listener.LocalEndPoint)),
            // Input already arrives on a pool thread. Otherwise, each request would wake up another thread.
            UnsafePreferInlineScheduling = true,
        };
        var kestrel = new KestrelServer(
            Options.Create(KestrelOptions(listeners, settings.Web, logging)),
            new SocketTransportFactory(Options.Create(sockets), logging),
            logging
        );
        var pipeline = new RequestPipeline(new RequestFaults(handle, repeated).HandleAsync);
        return new ExporterServer(kestrel, pipeline, endpoints);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _kestrel.StartAsync(_pipeline, cancellationToken);

    public async Task StopAsync()
    {
        using var timeout = new CancellationTokenSource(ShutdownTimeout);
        await _kestrel.StopAsync(timeout.Token);
    }

    public void Dispose()
    {
        _kestrel.Dispose();
        _endpoints.Dispose();
    }

    private static KestrelServerOptions KestrelOptions(
        IReadOnlyList<Socket> listeners,
        WebAccess? web,
        ILoggerFactory logging
    )
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = RequestHeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = KeepAliveTimeout;
        if (web is not null)
        {
            kestrel.ApplicationServices = TlsServices.Create(logging);
        }

        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.Use(next => new HalfClosedConnections(next, TimeProvider.System).ServeAsync);
            if (web is not null)
            {
                new WebConnections(web).AddTo(endpoint);
            }
        });
        foreach (var listener in listeners)
        {
            kestrel.Listen(listener.LocalEndPoint!);
        }

        return kestrel;
    }

    private static ResponseCompressionProvider Compression(ILoggerFactory logging)
    {
        var options = new ResponseCompressionOptions { MimeTypes = CompressedTypes };
        options.Providers.Add(new BrotliCompressionProvider(Options.Create(new BrotliCompressionProviderOptions())));
        options.Providers.Add(new GzipCompressionProvider(Options.Create(new GzipCompressionProviderOptions())));
        return new ResponseCompressionProvider(
            new CompressionServices(new Logger<ResponseCompressionProvider>(logging)),
            Options.Create(options)
        );
    }

    /// <summary>The one service that response compression asks for.</summary>
    private sealed class CompressionServices(ILogger<ResponseCompressionProvider> logger) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(ILogger<ResponseCompressionProvider>) ? logger : null;
    }
}
