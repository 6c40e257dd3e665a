using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Temper.Exporter.Web;

/// <summary>The loaded certificates of the server, and the authorities of its clients.</summary>
internal sealed record Certificates(
    SslStreamCertificateContext Server,
    X509Certificate2Collection ClientAuthorities,
    CertificateTexts Texts
)
{
    /// <summary>Loads certificates.</summary>
    /// <exception cref="FormatException">They are invalid; the message is one line.</exception>
    public static Certificates Load(TlsConfig config, CertificateTexts texts)
    {
        var chain = ReadAll(config.Certificate, texts.Certificate);
        var server = LoadPair(config, texts);
        return new(
            // Offline, so that nothing is fetched from addresses that a certificate names.
            SslStreamCertificateContext.Create(server, chain, offline: true),
            config.ClientAuthorities is { } authorities ? ReadRoots(authorities, texts.ClientAuthorities) : [],
            texts
        );
    }

    /// <summary>When the certificate of the server expires.</summary>
    public DateTimeOffset Expiry => Server.TargetCertificate.NotAfter.ToUniversalTime();

    private static X509Certificate2Collection ReadAll(PemSource source, string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            throw source.Error("a certificate in it is damaged");
        }

        return certificates.Count > 0 ? certificates : throw source.Error("contains no certificate in PEM format");
    }

    // A chain is only trusted up to a root.
    private static X509Certificate2Collection ReadRoots(PemSource source, string text)
    {
        var all = ReadAll(source, text);
        return all.Any(certificate => certificate.SubjectName.RawData.SequenceEqual(certificate.IssuerName.RawData))
            ? all
            : throw source.Error("contains no root certificate; add the one that issued those in it");
    }

    private static X509Certificate2 LoadPair(TlsConfig config, CertificateTexts texts)
    {
        if (texts.Key.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw config.Key.Error("the key is encrypted; decrypt it, for example with 'openssl pkey'");
        }

        if (!texts.Key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw config.Key.Error("contains no private key in PEM format");
        }

        try
        {
            var pair = X509Certificate2.CreateFromPem(texts.Certificate, texts.Key);
            // The TLS of Windows cannot use a key that is only in memory. A copy in PKCS #12 gives it a file.
            return OperatingSystem.IsWindows()
                ? X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null)
                : pair;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw config.Key.Error(
                "not the private key of the certificate, or of an unknown kind; RSA and ECDSA keys are supported"
            );
        }
    }
}

/// <summary>The texts that certificates are loaded from.</summary>
internal sealed record CertificateTexts(string Certificate, string Key, string ClientAuthorities)
{
    /// <summary>Reads the texts.</summary>
    /// <exception cref="FormatException">A file is unreadable; the message is one line.</exception>
    public static CertificateTexts Read(TlsConfig config) =>
        new(config.Certificate.Read(), config.Key.Read(), config.ClientAuthorities?.Read() ?? "");
}
