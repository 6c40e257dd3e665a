using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Http;

/// <summary>
/// The services that Kestrel's TLS asks for. Their types are internal to Kestrel, which registers them with a web host
/// builder only. ASP.NET Core's own builders bring configuration, environment and routing along, so this one collects
/// services and nothing else.
/// </summary>
internal sealed class TlsServices : IWebHostBuilder
{
    private readonly ServiceCollection _services = [];

    /// <summary>Creates the services.</summary>
    public static ServiceProvider Create(ILoggerFactory logging)
    {
        var builder = new TlsServices();
        builder._services.AddSingleton(logging).AddMetrics();
        builder.UseKestrelCore();
        return builder._services.BuildServiceProvider();
    }

    public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
    {
        configureServices(_services);
        return this;
    }

    public IWebHostBuilder ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices)
    {
        configureServices(new WebHostBuilderContext(), _services);
        return this;
    }

    public IWebHostBuilder ConfigureAppConfiguration(
        Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate
    ) => this;

    public string? GetSetting(string key) => null;

    public IWebHostBuilder UseSetting(string key, string? value) => this;

#pragma warning disable ASPDEPR008 // IWebHost is obsolete, but the interface has it
    public IWebHost Build() => throw new NotSupportedException();
#pragma warning restore ASPDEPR008
}
