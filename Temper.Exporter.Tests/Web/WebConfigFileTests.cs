using System.Net.Security;
using System.Security.Authentication;
using Temper.Exporter.Web;
using Temper.Testing;

namespace Temper.Exporter.Tests.Web;

[Category("NotInWine")]
public sealed class WebConfigFileTests
{
    private const string Hash = "$2y$10$QUyeOrqoLVo6hXQJVdOmHuvRO.J6Av2zpBPEYXsPvRVhjoFTUlgC2";
    private const string Pair = "tls_server_config: {cert_file: a.pem, key_file: b/c.key";

    [Test]
    public void Every_key_is_read()
    {
        var config = Parse(
            $"""
            # A comment.
            tls_server_config:
              cert_file: server.pem
              key: |
                -----BEGIN PRIVATE KEY-----
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: /etc/ca.pem
              client_allowed_sans: [prometheus.example, '10.0.0.1']
              min_version: TLS12
              max_version: TLS12
              cipher_suites:
                - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
              prefer_server_cipher_suites: true
            http_server_config:
              http2: false
              headers:
                X-Frame-Options: deny
                Content-Security-Policy: ""
            basic_auth_users:
              prometheus: {Hash}
            rate_limit:
              interval: 1m0.5s
              burst: 3
            """
        );

        var tls = config.Tls!;
        tls.Certificate.Should().Be(new PemSource("tls_server_config.cert_file", "/folder/server.pem", ""));
        tls.Key.Should().Be(new PemSource("tls_server_config.key", Path: null, "-----BEGIN PRIVATE KEY-----\n"));
        tls.ClientAuth.Should().Be(ClientAuth.RequireAndVerifyClientCert);
        tls.ClientAuthorities!.Path.Should().Be("/etc/ca.pem");
        tls.ClientAllowedNames.Should().Equal("prometheus.example", "10.0.0.1");
        tls.Protocols.Should().Be(SslProtocols.Tls12);
        tls.CipherSuites.Should()
            .HaveCount(4)
            .And.Contain([TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_128_GCM_SHA256]);
        config.Headers.Should().Equal(("X-Frame-Options", "deny"));
        config.Users.Should().Equal(new Dictionary<string, string> { ["prometheus"] = Hash });
        config.RateLimit.Should().Be(new RateLimit(TimeSpan.FromSeconds(60.5), 3));
    }

    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("---\n")]
    [TestCase("tls_server_config:\nhttp_server_config:\nbasic_auth_users:\nrate_limit:\n")]
    [TestCase("tls_server_config: {}\nhttp_server_config: {headers: {}}\nrate_limit: {interval: 0, burst: 0}\n")]
    public void Without_keys_everything_is_off(string text)
    {
        var config = Parse(text);

        config.Tls.Should().BeNull();
        config.Headers.Should().BeEmpty();
        config.Users.Should().BeEmpty();
        config.RateLimit.Should().BeNull();
    }

    [Test]
    public void By_default_it_is_TLS_1_2_and_1_3_without_client_certificates()
    {
        var tls = Parse(Pair + "}").Tls!;

        tls.Protocols.Should().Be(SslProtocols.Tls12 | SslProtocols.Tls13);
        tls.CipherSuites.Should().BeNull();
        tls.ClientAuth.Should().Be(ClientAuth.NoClientCert);
        tls.Key.Path.Should().Be("/folder/b/c.key");
    }

    [TestCase("tls_config: {}", "line 1, column 1: unknown key 'tls_config'; known keys: tls_server_config")]
    [TestCase("a: [", "line 2, column 1: invalid YAML: while parsing a node")]
    [TestCase("- a", "line 1, column 1: expected 'key: value'")]
    [TestCase("rate_limit:\nrate_limit:", "line 2, column 1: key 'rate_limit' is given twice")]
    [TestCase("rate_limit: &x {}", "line 1, column 13: anchors (&) and tags (!) are not supported")]
    [TestCase("rate_limit: *x", "line 1, column 13: aliases (*) are not supported")]
    [TestCase("rate_limit: !!map {}", "line 1, column 13: anchors (&) and tags (!) are not supported")]
    [TestCase("rate_limit: {}\n---\na: b", "line 2, column 1: unexpected second document")]
    [TestCase("rate_limit: [[[[[[[[[[[[", "line 1, column 21: nested too deeply")]
    [TestCase("rate_limit: 1s", "line 1, column 13: rate_limit: expected keys and values below it")]
    [TestCase("rate_limit: {interval: 1}", "line 1, column 24: rate_limit.interval: '1' is not a duration")]
    [TestCase("rate_limit: {interval: 1s}", "line 1, column 13: rate_limit.burst: must be at least 1")]
    [TestCase("rate_limit: {interval: 1s, burst: -1}", "line 1, column 35: rate_limit.burst: expected a whole number")]
    [TestCase("http_server_config: {http2: true}", "line 1, column 29: http_server_config.http2: HTTP/2 is not")]
    [TestCase("http_server_config: {http2: 'no'}", "line 1, column 29: http_server_config.http2: expected true or")]
    [TestCase(
        "http_server_config: {headers: {X-Frame-Option: deny}}",
        "line 1, column 32: header 'X-Frame-Option' cannot be configured; did you mean X-Frame-Options?"
    )]
    [TestCase(
        "http_server_config: {headers: {X-Frame-Options: ALLOW}}",
        "line 1, column 32: X-Frame-Options: 'ALLOW' is not one of deny, sameorigin"
    )]
    [TestCase(
        "http_server_config: {headers: {X-XSS-Protection: \"1\\r\\nX: y\"}}",
        "line 1, column 32: X-XSS-Protection: only printable ASCII characters"
    )]
    [TestCase("basic_auth_users: {a: secret}", "line 1, column 20: the password of 'a' is not a bcrypt hash")]
    [TestCase("basic_auth_users: {'a:b': x}", "line 1, column 20: a user name must not be empty or contain ':'")]
    [TestCase("basic_auth_users: {a: [x]}", "line 1, column 23: basic_auth_users.a: expected a text")]
    [TestCase("tls_server_config: {key_file: a}", "line 1, column 20: tls_server_config.cert_file: missing")]
    [TestCase("tls_server_config: {cert_file: a}", "line 1, column 20: tls_server_config.key_file: missing")]
    [TestCase(Pair + ", cert: x}", "line 1, column 32: tls_server_config.cert_file: cannot be combined with cert")]
    [TestCase(Pair + ", cert_fil: x}", "line 1, column 58: unknown key 'tls_server_config.cert_fil'; did you mean")]
    [TestCase(Pair + ", min_version: TLS11}", "line 1, column 71: tls_server_config.min_version: TLS 1.0 and 1.1 are")]
    [TestCase(Pair + ", max_version: x}", "line 1, column 71: tls_server_config.max_version: 'x' is not one of TLS12")]
    [TestCase(
        Pair + ", min_version: TLS13, max_version: TLS12}",
        "line 1, column 91: tls_server_config.max_version: is lower than min_version"
    )]
    [TestCase(
        Pair + ", cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]}",
        "line 1, column 73: tls_server_config.cipher_suites: unknown cipher suite 'TLS_RSA_WITH_RC4_128_SHA'"
    )]
    [TestCase(Pair + ", cipher_suites: []}", "line 1, column 73: tls_server_config.cipher_suites: expected a list")]
    [TestCase(
        Pair + ", curve_preferences: [CurveP256]}",
        "line 1, column 77: tls_server_config.curve_preferences: not supported; remove the key"
    )]
    [TestCase(
        Pair + ", prefer_server_cipher_suites: false}",
        "line 1, column 87: tls_server_config.prefer_server_cipher_suites: false is not supported"
    )]
    [TestCase(
        Pair + ", client_auth_type: RequireClient}",
        "line 1, column 76: tls_server_config.client_auth_type: unknown type 'RequireClient'"
    )]
    [TestCase(
        Pair + ", client_auth_type: RequireAndVerifyClientCert}",
        "line 1, column 20: tls_server_config.client_ca_file: missing; RequireAndVerifyClientCert needs"
    )]
    [TestCase(
        Pair + ", client_ca_file: x}",
        "line 1, column 74: tls_server_config.client_ca_file: has no effect with NoClientCert"
    )]
    [TestCase(
        Pair + ", client_auth_type: RequireAnyClientCert, client_allowed_sans: [x]}",
        "line 1, column 119: tls_server_config.client_allowed_sans: has no effect with RequireAnyClientCert"
    )]
    public void An_error_names_the_line_the_column_and_the_key(string text, string expected) =>
        FluentActions.Invoking(() => Parse(text)).Should().Throw<FormatException>().WithMessage($"{expected}*");

    [Test]
    public void A_hash_that_takes_long_to_verify_is_an_error_and_no_message_quotes_a_hash()
    {
        var costly = Hash.Replace("$10$", "$15$", StringComparison.Ordinal);

        FluentActions
            .Invoking(() => Parse($"basic_auth_users: {{a: {costly}}}"))
            .Should()
            .Throw<FormatException>()
            .WithMessage("line 1, column 20: the hash of 'a' costs more than 14; create it with less");
    }

    [TestCase("$2a$10$")]
    [TestCase("$2x$10$QUyeOrqoLVo6hXQJVdOmHuvRO.J6Av2zpBPEYXsPvRVhjoFTUlgC2")]
    [TestCase("$2y$03$QUyeOrqoLVo6hXQJVdOmHuvRO.J6Av2zpBPEYXsPvRVhjoFTUlgC2")]
    [TestCase("$2y$10$QUyeOrqoLVo6hXQJVdOmHuvRO.J6Av2zpBPEYXsPvRVhjoFTUlgC")]
    [TestCase("$apr1$x$y")]
    public void A_malformed_hash_is_an_error(string hash) =>
        FluentActions
            .Invoking(() => Parse($"basic_auth_users: {{a: {hash}}}"))
            .Should()
            .Throw<FormatException>()
            .Which.Message.Should()
            .Contain("is not a bcrypt hash")
            .And.NotContain(hash);

    [Test]
    public void An_unreadable_file_is_one_line()
    {
        FluentActions
            .Invoking(() => WebConfigFile.Read("/no/such/file"))
            .Should()
            .Throw<FormatException>()
            .WithMessage("cannot read '/no/such/file': no such file");
        using var file = new TemporaryFile("a: 1");
        FluentActions
            .Invoking(() => WebConfigFile.Read(file.Path))
            .Should()
            .Throw<FormatException>()
            .WithMessage($"{file.Path}, line 1, column 1: unknown key 'a'*");
    }

    [TestCase("0", 0)]
    [TestCase("1s", 1000)]
    [TestCase("1.5s", 1500)]
    [TestCase("100ms", 100)]
    [TestCase("2m", 120_000)]
    [TestCase("24h", 86_400_000)]
    public void Durations_are_those_of_Go(string text, int milliseconds)
    {
        Durations.TryParse(text, out var duration).Should().BeTrue();
        duration.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("-1s")]
    [TestCase("1d")]
    [TestCase("25h")]
    [TestCase("1 s")]
    [TestCase("1s\n")]
    public void Other_texts_are_not_durations(string text) => Durations.TryParse(text, out _).Should().BeFalse();

    private static WebConfig Parse(string text) => WebConfigFile.Parse(YamlFile.Parse(text), "/folder");
}
