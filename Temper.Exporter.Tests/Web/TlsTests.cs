using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Temper.Exporter.Web;

namespace Temper.Exporter.Tests.Web;

/// <summary>TLS and client certificates, as clients see them.</summary>
public sealed class TlsTests : SecuredExporter
{
    [Test]
    public async Task It_serves_over_TLS_and_not_in_plain_text()
    {
        await StartAsync(Tls());

        using var response = await GetAsync();
        var plain = () => Exporter.ScrapeAsync("/-/healthy");

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

    [Test]
    public async Task Client_authorities_need_a_root()
    {
        using var intermediate = TestCertificate.Of("intermediate", Authority);
        var config = Tls(
            $", client_auth_type: RequireAndVerifyClientCert, client_ca_file: {FileWith(intermediate.Pem)}"
        );

        await FluentActions
            .Awaiting(() => StartAsync(config))
            .Should()
            .ThrowAsync<FormatException>()
            .WithMessage("--web.config.file: *client_ca_file: '*': contains no root certificate; add the one*");
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
        var verified = $", client_ca_file: {FileWith(Authority.Pem)}, client_allowed_sans: [x, good]";
        using var foreign = TestCertificate.Authority("foreign");
        using var certificate = client switch
        {
            "none" => null,
            "own" => TestCertificate.Of("good"),
            "expired" => TestCertificate.Of("good", Authority, isExpired: true),
            "foreign" => TestCertificate.Of("good", foreign),
            _ => TestCertificate.Of(client, Authority),
        };
        await StartAsync(Tls($", client_auth_type: {policy}{(isVerified ? verified : "")}"));

        (
            await IsAcceptedAsync(options =>
                options.ClientCertificates = certificate is null ? [] : [certificate.Certificate]
            )
        )
            .Should()
            .Be(expected);
        Log.Lines.Any(line => line.StartsWith("Warning client certificate rejected", StringComparison.Ordinal))
            .Should()
            .Be(!expected);
    }

    private static CipherSuitesPolicy Only(TlsCipherSuite suite) =>
        OperatingSystem.IsLinux() ? new CipherSuitesPolicy([suite]) : throw new PlatformNotSupportedException();

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
            certificate?.GetCertHashString() == Certificate.Certificate.GetCertHashString();
        configure?.Invoke(handler.SslOptions);
        using var client = new HttpClient(handler);
        return await client.GetAsync(new Uri($"https://{Exporter.Listener.LocalEndPoint}/metrics"));
    }
}
