using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Testing;
using Temper.Exporter.Web;
using Temper.Testing;

namespace Temper.Exporter.Tests.Web;

/// <summary>The server with a web configuration, as clients see it.</summary>
public sealed class WebServerTests
{
    private static readonly string Hash = BCrypt.Net.BCrypt.HashPassword("secret", workFactor: 4);

    private readonly ListLoggerFactory _log = new();
    private TestCertificate _server = null!;
    private TestCertificate _authority = null!;
    private readonly List<IDisposable> _files = [];
    private WebAccess _access = null!;
    private RunningExporter _exporter = null!;

    [SetUp]
    public void Create() => (_server, _authority) = (TestCertificate.Of("localhost"), TestCertificate.Authority());

    [TearDown]
    public async Task Stop()
    {
        await _exporter.DisposeAsync();
        _files.ForEach(file => file.Dispose());
        _server.Dispose();
        _authority.Dispose();
    }

    [Test]
    public async Task It_serves_over_TLS_and_not_in_plain_text()
    {
        await StartAsync(Tls());

        using var response = await GetAsync();
        var plain = () => _exporter.ScrapeAsync("/-/healthy");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        await plain.Should().ThrowAsync<HttpRequestException>();
    }

    [TestCase(SslProtocols.Tls12, "min_version: TLS13", false)]
    [TestCase(SslProtocols.Tls13, "min_version: TLS13", true)]
    [TestCase(SslProtocols.Tls13, "max_version: TLS12", false)]
    [TestCase(SslProtocols.Tls12, "max_version: TLS12", true)]
    public async Task The_versions_of_TLS_can_be_restricted(SslProtocols version, string setting, bool expected)
    {
        await StartAsync(Tls($", {setting}"));

        (await IsAcceptedAsync(options => options.EnabledSslProtocols = version)).Should().Be(expected);
    }

    [Test]
    [Platform("Linux", Reason = "elsewhere, suites cannot be restricted")]
    public async Task The_cipher_suites_of_TLS_1_2_can_be_restricted()
    {
        await StartAsync(Tls(", max_version: TLS12, cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384]"));

        (
            await IsAcceptedAsync(options =>
                options.CipherSuitesPolicy = Only(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384)
            )
        )
            .Should()
            .BeTrue();
        (
            await IsAcceptedAsync(options =>
                options.CipherSuitesPolicy = Only(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
            )
        )
            .Should()
            .BeFalse();
    }

    [TestCase(nameof(ClientAuth.NoClientCert), "none", true)]
    [TestCase(nameof(ClientAuth.RequestClientCert), "none", true)]
    [TestCase(nameof(ClientAuth.RequestClientCert), "own", true)]
    [TestCase(nameof(ClientAuth.RequireAnyClientCert), "none", false)]
    [TestCase(nameof(ClientAuth.RequireAnyClientCert), "own", true)]
    [TestCase(nameof(ClientAuth.VerifyClientCertIfGiven), "none", true)]
    [TestCase(nameof(ClientAuth.VerifyClientCertIfGiven), "own", false)]
    [TestCase(nameof(ClientAuth.VerifyClientCertIfGiven), "good", true)]
    [TestCase(nameof(ClientAuth.VerifyClientCertIfGiven), "other", false)]
    [TestCase(nameof(ClientAuth.RequireAndVerifyClientCert), "none", false)]
    [TestCase(nameof(ClientAuth.RequireAndVerifyClientCert), "own", false)]
    [TestCase(nameof(ClientAuth.RequireAndVerifyClientCert), "good", true)]
    [TestCase(nameof(ClientAuth.RequireAndVerifyClientCert), "other", false)]
    [TestCase(nameof(ClientAuth.RequireAndVerifyClientCert), "expired", false)]
    [TestCase(nameof(ClientAuth.RequireAndVerifyClientCert), "foreign", false)]
    public async Task Client_certificates_are_accepted_by_policy(string policy, string client, bool expected)
    {
        var isVerified = policy.Contains("Verify", StringComparison.Ordinal);
        var verified = $", client_ca_file: {FileWith(_authority.Pem)}, client_allowed_sans: [x, good]";
        using var foreign = TestCertificate.Authority("foreign");
        using var certificate = client switch
        {
            "none" => null,
            "own" => TestCertificate.Of("good"),
            "expired" => TestCertificate.Of("good", _authority, isExpired: true),
            "foreign" => TestCertificate.Of("good", foreign),
            _ => TestCertificate.Of(client, _authority),
        };
        await StartAsync(Tls($", client_auth_type: {policy}{(isVerified ? verified : "")}"));

        (
            await IsAcceptedAsync(options =>
                options.ClientCertificates = certificate is null ? [] : [certificate.Certificate]
            )
        )
            .Should()
            .Be(expected);
        _log.Lines.Any(line => line.StartsWith("Warning client certificate rejected", StringComparison.Ordinal))
            .Should()
            .Be(!expected);
    }

    [TestCase("prom", "secret", HttpStatusCode.OK)]
    [TestCase("prom", "wrong", HttpStatusCode.Unauthorized)]
    [TestCase("other", "secret", HttpStatusCode.Unauthorized)]
    [TestCase(null, null, HttpStatusCode.Unauthorized)]
    public async Task Users_need_their_password_for_every_path(string? user, string? password, HttpStatusCode expected)
    {
        await StartAsync($"basic_auth_users: {{prom: {Hash}}}");
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

        foreach (var path in new[] { "/metrics", "/", "/page.js", "/api/v1/readings", "/-/healthy", "/-/ready", "/x" })
        {
            using var response = await _exporter.SendAsync(
                HttpMethod.Get,
                path,
                headers: user is null ? [] : [("Authorization", $"basic {header}")]
            );

            response
                .StatusCode.Should()
                .Be(path == "/x" && expected == HttpStatusCode.OK ? HttpStatusCode.NotFound : expected);
            response.Headers.WwwAuthenticate.Should().HaveCount(expected == HttpStatusCode.Unauthorized ? 1 : 0);
        }
    }

    [TestCase("Basic")]
    [TestCase("Basic !")]
    [TestCase("Basic cHJvbQ==")] // without a colon
    [TestCase("Bearer cHJvbTpzZWNyZXQ=")]
    public async Task What_is_not_a_user_with_a_password_is_rejected(string header)
    {
        await StartAsync($"basic_auth_users: {{prom: {Hash}}}");

        using var response = await _exporter.SendAsync(HttpMethod.Get, "/metrics", headers: ("Authorization", header));

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Headers_are_added_to_every_response_and_replace_those_of_the_page()
    {
        await StartAsync(
            """
            http_server_config:
              headers:
                Content-Security-Policy: default-src 'none'
                Strict-Transport-Security: max-age=60
            """
        );

        foreach (var (path, accept) in new[] { ("/", "text/html"), ("/metrics", "*/*"), ("/x", "*/*") })
        {
            using var response = await _exporter.SendAsync(HttpMethod.Get, path, accept);

            response.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'none'");
            response.Headers.GetValues("Strict-Transport-Security").Should().Equal("max-age=60");
        }
    }

    [Test]
    public async Task Requests_beyond_the_rate_limit_are_429()
    {
        await StartAsync("rate_limit: {interval: 24h, burst: 2}");

        var codes = new List<HttpStatusCode>();
        for (var request = 0; request < 3; request++)
        {
            using var response = await _exporter.SendAsync(HttpMethod.Get, "/-/healthy");
            codes.Add(response.StatusCode);
        }

        codes.Should().Equal(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task The_own_probe_needs_neither_TLS_nor_a_certificate_nor_a_password_nor_rate()
    {
        await StartAsync(
            Tls($", client_auth_type: RequireAndVerifyClientCert, client_ca_file: {FileWith(_authority.Pem)}")
                + $"\nbasic_auth_users: {{prom: {Hash}}}\nrate_limit: {{interval: 24h, burst: 1}}"
        );

        for (var probe = 0; probe < 3; probe++)
        {
            (await HealthProbe.Of(_exporter.Listener, _access.Probes).FaultAsync(CancellationToken.None))
                .Should()
                .BeNull();
        }

        (await HealthProbe.Of(_exporter.Listener).FaultAsync(CancellationToken.None)).Should().NotBeNull();
    }

    [TestCase("/-/healthy", "HTTP/1.1 200 OK")]
    [TestCase("/metrics", "HTTP/1.1 404 Not Found")]
    [TestCase("/-/reload", "HTTP/1.1 404 Not Found")]
    public async Task The_way_of_the_own_probe_leads_to_its_answer_only(string path, string expected)
    {
        await StartAsync(Tls());
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var registration = _access.Probes.Register(client.LocalEndPoint!);
        await client.ConnectAsync(_exporter.Listener.LocalEndPoint!);
        await client.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));

        using var reader = new StreamReader(new NetworkStream(client));

        (await reader.ReadLineAsync()).Should().Be(expected);
    }

    [Test]
    public async Task After_a_change_a_connection_of_before_is_not_served()
    {
        await StartAsync("{}");
        (await _exporter.ScrapeAsync("/-/healthy")).Should().Be("ok\n");
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)_exporter.Listener.LocalEndPoint!);
        using var reader = new StreamReader(client.GetStream());
        var request = Encoding.ASCII.GetBytes("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n");
        await client.GetStream().WriteAsync(request);
        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 200 OK");

        _access.Policy = _access.Load();

        (await reader.ReadToEndAsync()).Should().EndWith("\r\n\r\nok\n", "the server closes the idle connection");
        (await _exporter.ScrapeAsync("/-/healthy")).Should().Be("ok\n");
    }

    private static CipherSuitesPolicy Only(TlsCipherSuite suite) =>
        OperatingSystem.IsLinux() ? new CipherSuitesPolicy([suite]) : throw new PlatformNotSupportedException();

    private string Tls(string more = "") =>
        $"tls_server_config: {{cert_file: {FileWith(_server.Pem)}, key_file: {FileWith(_server.KeyPem)}{more}}}";

    private string FileWith(string text)
    {
        var file = new TemporaryFile(text);
        _files.Add(file);
        return file.Path;
    }

    private async Task StartAsync(string config)
    {
        _access = new WebAccess(FileWith(config), TimeProvider.System, _log);
        _exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System, DevicesAt.Twin("usb-1"))] },
            new() { Web = _access }
        );
    }

    private async Task<bool> IsAcceptedAsync(Action<SslClientAuthenticationOptions> configure)
    {
        try
        {
            using var response = await GetAsync(configure);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<HttpResponseMessage> GetAsync(Action<SslClientAuthenticationOptions>? configure = null)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate?.GetCertHashString() == _server.Certificate.GetCertHashString();
        configure?.Invoke(handler.SslOptions);
        using var client = new HttpClient(handler);
        return await client.GetAsync(new Uri($"https://{_exporter.Listener.LocalEndPoint}/metrics"));
    }
}
