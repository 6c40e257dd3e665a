using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Transforms;

namespace Temper.Exporter.Browser.Tests;

/// <summary>A reverse proxy that serves one exporter below <c>/temper/</c>, and nothing elsewhere.</summary>
internal sealed class PrefixProxy : IAsyncDisposable
{
    private readonly WebApplication _application;

    private PrefixProxy(WebApplication application) => _application = application;

    public string Url => $"{_application.Urls.Single()}/temper/";

    public static async Task<PrefixProxy> StartAsync(SimulatedExporter exporter)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        var application = builder.Build();
        application.MapForwarder(
            "/temper/{**path}",
            exporter.Url,
            transforms => transforms.AddPathRemovePrefix("/temper")
        );
        await application.StartAsync();
        return new PrefixProxy(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
