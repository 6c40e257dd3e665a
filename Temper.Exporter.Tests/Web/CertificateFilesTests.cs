using Microsoft.Extensions.Time.Testing;
using Temper.Exporter.Web;
using Temper.Testing;

namespace Temper.Exporter.Tests.Web;

[Category("NotInWine")]
public sealed class CertificateFilesTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ListLoggerFactory _log = new();
    private TestCertificate _first = null!;
    private TestCertificate _second = null!;
    private TemporaryFile _certificate = null!;
    private TemporaryFile _key = null!;

    [SetUp]
    public void Create()
    {
        (_first, _second) = (TestCertificate.Of("first"), TestCertificate.Of("second"));
        (_certificate, _key) = (new(_first.Pem), new(_first.KeyPem));
    }

    [TearDown]
    public void Delete()
    {
        _certificate.Dispose();
        _key.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Test]
    public void A_certificate_that_changes_is_used_after_a_second()
    {
        var files = Open();
        File.WriteAllText(_certificate.Path, _second.Pem);
        File.WriteAllText(_key.Path, _second.KeyPem);
        SubjectOf(files).Should().Be("CN=first");

        _time.Advance(CertificateFiles.Interval);

        SubjectOf(files).Should().Be("CN=second");
        _log.Lines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("Information certificate replaced subject=CN=second");
    }

    [Test]
    public void While_a_renewal_is_incomplete_the_previous_certificate_stays_in_use()
    {
        var files = Open();
        File.WriteAllText(_certificate.Path, _second.Pem);
        _time.Advance(CertificateFiles.Interval);
        SubjectOf(files).Should().Be("CN=first");

        File.WriteAllText(_key.Path, _second.KeyPem);
        _time.Advance(CertificateFiles.Interval);

        SubjectOf(files).Should().Be("CN=second");
        _log.Lines[0]
            .Should()
            .Be(
                "Warning new certificate not used; the previous one stays in use error=tls_server_config.key_file: "
                    + $"'{_key.Path}': not the private key of the certificate, or of an unknown kind; "
                    + "RSA and ECDSA keys are supported"
            );
    }

    [Test]
    public void A_file_that_is_missing_leaves_the_previous_certificate_in_use()
    {
        var files = Open();
        File.Delete(_key.Path);
        _time.Advance(CertificateFiles.Interval);

        SubjectOf(files).Should().Be("CN=first");
        _log.Lines.Should().ContainSingle().Which.Should().EndWith($"cannot read '{_key.Path}': no such file");
    }

    [Test]
    public void An_expired_certificate_is_used_with_a_warning()
    {
        using var expired = TestCertificate.Of("old", isExpired: true);
        File.WriteAllText(_certificate.Path, expired.Pem);
        File.WriteAllText(_key.Path, expired.KeyPem);

        SubjectOf(Open()).Should().Be("CN=old");

        _log.Lines.Should().ContainSingle().Which.Should().StartWith("Warning certificate has expired; replace it");
    }

    [TestCase("", "key", "cert_file: '*': contains no certificate in PEM format")]
    [TestCase(
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "",
        "cert_file: '*': a certificate in it"
    )]
    [TestCase(null, "", "key_file: '*': contains no private key in PEM format")]
    [TestCase(null, "-----BEGIN ENCRYPTED PRIVATE KEY-----", "key_file: '*': the key is encrypted; decrypt it")]
    [TestCase(
        null,
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "key_file: '*': not the private key"
    )]
    public void At_the_start_an_invalid_file_is_an_error(string? certificate, string key, string expected)
    {
        File.WriteAllText(_certificate.Path, certificate ?? _first.Pem);
        File.WriteAllText(_key.Path, key);

        FluentActions.Invoking(Open).Should().Throw<FormatException>().WithMessage($"tls_server_config.{expected}*");
    }

    [Test]
    public void Names_of_a_certificate_are_hosts_addresses_emails_and_uris() =>
        AlternativeNames
            .Of(_first.Certificate)
            .Should()
            .BeEquivalentTo("first", "127.0.0.1", "ops@example.org", "spiffe://example.org/prometheus");

    private CertificateFiles Open() =>
        new(
            WebConfigFile
                .Parse(
                    YamlFile.Parse($"tls_server_config: {{cert_file: {_certificate.Path}, key_file: {_key.Path}}}"),
                    "/"
                )
                .Tls!,
            _time,
            _log
        );

    private static string SubjectOf(CertificateFiles files) => files.Current().Server.TargetCertificate.Subject;
}
