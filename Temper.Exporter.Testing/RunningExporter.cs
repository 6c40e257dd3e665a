using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Http;

namespace Temper.Exporter.Testing;

/// <summary>The exporter's server in this process, on a free loopback port, over emulated devices.</summary>
internal sealed class RunningExporter : IAsyncDisposable
{
    private readonly ExporterServer _server;
    private readonly Socket _listener;

    private RunningExporter(TemperDeviceSet devices, ServerSettings settings)
    {
        Devices = devices;
        _listener = ListenSocket.Bind(new(IPAddress.Loopback, 0));
        _server = ExporterServer.Create([_listener], devices, NullLoggerFactory.Instance, settings);
        Client = new HttpClient { BaseAddress = new Uri($"http://{_listener.LocalEndPoint}") };
    }

    public HttpClient Client { get; }

    public TemperDeviceSet Devices { get; }

    public Socket Listener => _listener;

    public static Task<RunningExporter> StartAsync(
        EmulatedTransport transport,
        TimeProvider? time = null,
        TimeSpan? deviceTimeout = null,
        params string[] decoders
    ) =>
        StartAsync(
            new TemperOptions
            {
                Transports = [transport],
                TimeProvider = time ?? TimeProvider.System,
                DeviceTimeout = deviceTimeout ?? TimeSpan.FromSeconds(2),
                DecoderOverrides = [.. decoders.Select(DecoderOverride.Parse)],
            }
        );

    public static async Task<RunningExporter> StartAsync(TemperOptions options, ServerSettings? settings = null)
    {
        var exporter = new RunningExporter(
            new TemperDeviceSet(options),
            settings ?? new ServerSettings(WithDewPoint: options.IncludeDewPoint)
        );
        await exporter._server.StartAsync(CancellationToken.None);
        return exporter;
    }

    public Task<string> ScrapeAsync(string path = "/metrics", CancellationToken cancellationToken = default) =>
        Client.GetStringAsync(path, cancellationToken);

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? accept = null,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in accept is null ? headers : headers.Append(("Accept", accept)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Devices.DisposeAsync();
        await _server.StopAsync();
        _server.Dispose();
        _listener.Dispose();
        Client.Dispose();
    }
}
