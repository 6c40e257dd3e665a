using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Temper.Exporter.Tests.Web;

/// <summary>A certificate and its key, for tests.</summary>
internal sealed class TestCertificate : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-2);

    private TestCertificate(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    public string KeyPem
    {
        get
        {
            using var key = Certificate.GetECDsaPrivateKey()!;
            return key.ExportPkcs8PrivateKeyPem();
        }
    }

    /// <summary>Creates a certificate that has signed itself.</summary>
    public static TestCertificate Authority(string name = "authority") => Create(name, issuer: null, isAuthority: true);

    /// <summary>Creates a certificate for a host name, an address, an e-mail address and a URI.</summary>
    public static TestCertificate Of(string host, TestCertificate? issuer = null, bool isExpired = false) =>
        Create(host, issuer, isAuthority: false, isExpired);

    public void Dispose() => Certificate.Dispose();

    private static TestCertificate Create(
        string name,
        TestCertificate? issuer,
        bool isAuthority,
        bool isExpired = false
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true)
        );
        if (!isAuthority)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            names.AddIpAddress(IPAddress.Loopback);
            names.AddEmailAddress("ops@example.org");
            names.AddUri(new Uri("spiffe://example.org/prometheus"));
            request.CertificateExtensions.Add(names.Build());
        }

        var end = isExpired ? Start.AddDays(1) : Start.AddDays(10);
        if (issuer is null)
        {
            return new(request.CreateSelfSigned(Start, end));
        }

        using var signed = request.Create(issuer.Certificate, Start, end, Guid.NewGuid().ToByteArray());
        return new(signed.CopyWithPrivateKey(key));
    }
}
