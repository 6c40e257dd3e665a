using System.Net.Security;
using System.Security.Authentication;

namespace Temper.Exporter.Web;

/// <summary>What the file of <c>--web.config.file</c> asks for.</summary>
internal sealed record WebConfig
{
    /// <summary>TLS, or <see langword="null"/> for plain HTTP.</summary>
    public TlsConfig? Tls { get; init; }

    /// <summary>Headers to add to every response.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The bcrypt hash of each user's password; none for access without a password.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>The limit on the rate of requests, or <see langword="null"/> for none.</summary>
    public RateLimit? RateLimit { get; init; }
}

/// <summary>A limit on the rate of requests: one per interval, and a burst before that.</summary>
internal sealed record RateLimit(TimeSpan Interval, int Burst);

/// <summary>TLS of the server.</summary>
internal sealed record TlsConfig
{
    /// <summary>The certificate of the server, followed by those between it and its root.</summary>
    public required PemSource Certificate { get; init; }

    /// <summary>The private key of the certificate.</summary>
    public required PemSource Key { get; init; }

    public required SslProtocols Protocols { get; init; }

    /// <summary>The cipher suites of TLS 1.2; <see langword="null"/> for the defaults of OpenSSL.</summary>
    public IReadOnlyList<TlsCipherSuite>? CipherSuites { get; init; }

    public ClientAuth ClientAuth { get; init; }

    /// <summary>The authorities of client certificates, or <see langword="null"/> if none is verified.</summary>
    public PemSource? ClientAuthorities { get; init; }

    /// <summary>A client certificate must have one of these names; <see langword="null"/> allows all names.</summary>
    public IReadOnlyList<string>? ClientAllowedNames { get; init; }
}

/// <summary>What the server asks of client certificates, with the names of Go's crypto/tls.</summary>
internal enum ClientAuth
{
    NoClientCert,
    RequestClientCert,
    RequireAnyClientCert,
    VerifyClientCertIfGiven,
    RequireAndVerifyClientCert,
}
