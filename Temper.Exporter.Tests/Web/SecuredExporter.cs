using Temper.Devices;
using Temper.Exporter.Http;
using Temper.Exporter.Testing;
using Temper.Exporter.Web;
using Temper.Testing;

namespace Temper.Exporter.Tests.Web;

/// <summary>An exporter with a web configuration, for tests.</summary>
[Category("NotInWine")]
public abstract class SecuredExporter
{
    private protected ListLoggerFactory Log { get; } = new();
    private protected TestCertificate Certificate { get; private set; } = null!;
    private protected TestCertificate Authority { get; private set; } = null!;
    private readonly List<IDisposable> _files = [];
    private protected WebAccess Access { get; private set; } = null!;
    private protected RunningExporter Exporter { get; private set; } = null!;

    [SetUp]
    public void CreateCertificates() =>
        (Certificate, Authority) = (TestCertificate.Of("localhost"), TestCertificate.Authority());

    [TearDown]
    public async Task Stop()
    {
        if (Exporter is not null)
        {
            await Exporter.DisposeAsync();
        }

        _files.ForEach(file => file.Dispose());
        Certificate.Dispose();
        Authority.Dispose();
    }

    private protected string Tls(string more = "") =>
        $"tls_server_config: {{cert_file: {FileWith(Certificate.Pem)}, "
        + $"key_file: {FileWith(Certificate.KeyPem)}{more}}}";

    private protected string FileWith(string text)
    {
        var file = new TemporaryFile(text);
        _files.Add(file);
        return file.Path;
    }

    private protected async Task StartAsync(string config, CrossOrigin? crossOrigin = null)
    {
        Access = new WebAccess(FileWith(config), TimeProvider.System, Log);
        Exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System, DevicesAt.Twin("usb-1"))] },
            new() { Web = Access, CrossOrigin = crossOrigin }
        );
    }
}
