using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Web;

/// <summary>TLS as it is configured, with the certificates that it uses.</summary>
internal sealed class TlsPolicy
{
    private readonly TlsConfig _config;
    private readonly CertificateFiles _files;
    private readonly ClientCertificates _clients;

    // Restricting the suites needs a list that is built once.
    private readonly CipherSuitesPolicy? _suites;

    /// <exception cref="FormatException">A certificate is unreadable or invalid; the message is one line.</exception>
    public TlsPolicy(TlsConfig config, TimeProvider time, ILogger logger)
    {
        _config = config;
        _files = new CertificateFiles(config, time, logger);
        _clients = new ClientCertificates(config, logger);
        _suites =
            config.CipherSuites is { } suites && OperatingSystem.IsLinux() ? new CipherSuitesPolicy(suites) : null;
    }

    /// <summary>Returns the options for a client that connects now.</summary>
    public SslServerAuthenticationOptions OptionsForClient()
    {
        var certificates = _files.Current();
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificates.Server,
            EnabledSslProtocols = _config.Protocols,
            CipherSuitesPolicy = _suites,
            AllowRenegotiation = false,
            ClientCertificateRequired = _clients.AreRequested,
            // A resumed session would be accepted without verifying the certificate again.
            AllowTlsResume = !_clients.AreRequested,
        };
        if (_clients.AreRequested)
        {
            options.CertificateChainPolicy = ClientCertificates.PolicyOf(certificates.ClientAuthorities);
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                _clients.Accept(certificate as X509Certificate2, errors, chain);
        }

        return options;
    }
}
