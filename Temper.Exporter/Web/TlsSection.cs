using System.Net.Security;
using System.Security.Authentication;
using Temper.CommandLine;

namespace Temper.Exporter.Web;

/// <summary>Parses the section <c>tls_server_config</c>.</summary>
internal sealed class TlsSection
{
    private const string Name = "tls_server_config";

    private static readonly string[] Keys =
    [
        "cert",
        "key",
        "client_ca",
        "cert_file",
        "key_file",
        "client_auth_type",
        "client_ca_file",
        "client_allowed_sans",
        "min_version",
        "max_version",
        "cipher_suites",
        "prefer_server_cipher_suites",
        "curve_preferences",
    ];

    // As in Go, cipher_suites does not limit TLS 1.3, which has secure ones only.
    private static readonly TlsCipherSuite[] Tls13Suites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
    ];

    // Those that Go's crypto/tls lists as secure, which have the same names in .NET.
    private static readonly TlsCipherSuite[] Suites =
    [
        .. Tls13Suites,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
    ];

    private readonly YamlSection _section;
    private readonly string _folder;

    private TlsSection(YamlMap map, string folder) => (_section, _folder) = (new YamlSection(Name, map, Keys), folder);

    /// <summary>Parses the section; <see langword="null"/> if it has no keys, which means plain HTTP.</summary>
    /// <exception cref="FormatException">A value is invalid; the message names the line and the column.</exception>
    public static TlsConfig? Parse(YamlMap map, string folder) =>
        map.Entries.Count == 0 ? null : new TlsSection(map, folder).Parse();

    private TlsConfig Parse()
    {
        RejectUnsupported();
        var config = new TlsConfig
        {
            Certificate = PemAt("cert") ?? throw _section.Error("cert_file", "missing; give cert_file or cert"),
            Key = PemAt("key") ?? throw _section.Error("key_file", "missing; give key_file or key"),
            Protocols = ParseVersions(),
            CipherSuites = _section.Texts("cipher_suites") is { } names
                ? [.. names.Select(ParseSuite).Union(Tls13Suites)]
                : null,
            ClientAuth = ParseClientAuth(),
            ClientAuthorities = PemAt("client_ca"),
            ClientAllowedNames = _section.Texts("client_allowed_sans"),
        };
        CheckClientAuth(config);
        return config;
    }

    private void RejectUnsupported()
    {
        if (_section.Find("curve_preferences") is not null)
        {
            throw _section.Error(
                "curve_preferences",
                "not supported; remove the key and set Groups in the configuration of OpenSSL (openssl.cnf)"
            );
        }

        if (_section.Flag("prefer_server_cipher_suites") == false)
        {
            throw _section.Error(
                "prefer_server_cipher_suites",
                "false is not supported, because the server always chooses; remove the key or set it to true"
            );
        }

        if (_section.Find("cipher_suites") is not null && !OperatingSystem.IsLinux())
        {
            throw _section.Error("cipher_suites", "only supported on Linux; remove the key");
        }
    }

    // The certificates that are not verified protect nothing, because a client can create one with any name.
    private void CheckClientAuth(TlsConfig config)
    {
        var isVerified =
            config.ClientAuth is ClientAuth.VerifyClientCertIfGiven or ClientAuth.RequireAndVerifyClientCert;
        if (isVerified && config.ClientAuthorities is null)
        {
            throw _section.Error("client_ca_file", $"missing; {config.ClientAuth} needs client_ca_file or client_ca");
        }

        if (!isVerified && config.ClientAuthorities is { } unused)
        {
            throw _section.Error(
                unused.Path is null ? "client_ca" : "client_ca_file",
                $"has no effect with {config.ClientAuth}; set client_auth_type to RequireAndVerifyClientCert"
            );
        }

        if (!isVerified && config.ClientAllowedNames is not null)
        {
            throw _section.Error(
                "client_allowed_sans",
                $"has no effect with {config.ClientAuth}; set client_auth_type to RequireAndVerifyClientCert"
            );
        }
    }

    private PemSource? PemAt(string key)
    {
        var fileKey = $"{key}_file";
        var (text, file) = (_section.Text(key), _section.Text(fileKey));
        return (text, file) switch
        {
            (null, null) => null,
            ({ }, { }) => throw _section.Error(fileKey, $"cannot be combined with {key}; remove one of them"),
            ({ }, null) => new PemSource($"{Name}.{key}", Path: null, text),
            _ => new PemSource($"{Name}.{fileKey}", Path.Combine(_folder, file!), ""),
        };
    }

    private SslProtocols ParseVersions()
    {
        var min = ParseVersion("min_version") ?? SslProtocols.Tls12;
        var max = ParseVersion("max_version") ?? SslProtocols.Tls13;
        // Both are a bit, and the bit of the later version is the higher one.
        return min <= max ? min | max : throw _section.Error("max_version", "is lower than min_version");
    }

    private SslProtocols? ParseVersion(string key) =>
        _section.Text(key) switch
        {
            null => null,
            "TLS12" => SslProtocols.Tls12,
            "TLS13" => SslProtocols.Tls13,
            "TLS10" or "TLS11" => throw _section.Error(
                key,
                "TLS 1.0 and 1.1 are not supported, because they are insecure; use TLS12 or TLS13"
            ),
            var other => throw _section.Error(key, $"'{other}' is not one of TLS12, TLS13"),
        };

    private TlsCipherSuite ParseSuite(string name) =>
        Suites.FirstOrDefault(suite => suite.ToString() == name) is var suite and not default(TlsCipherSuite)
            ? suite
            : throw _section.Error(
                "cipher_suites",
                $"unknown cipher suite '{name}'"
                    + Spelling.Hint(
                        name,
                        Suites.Select(suite => suite.ToString()),
                        "use one that Go's crypto/tls lists as secure"
                    )
            );

    private ClientAuth ParseClientAuth() =>
        _section.Text("client_auth_type") switch
        {
            null => ClientAuth.NoClientCert,
            "RequireClientCert" => ClientAuth.RequireAnyClientCert, // its former name
            var name when Enum.GetNames<ClientAuth>().Contains(name) => Enum.Parse<ClientAuth>(name),
            var name => throw _section.Error(
                "client_auth_type",
                $"unknown type '{name}'"
                    + Spelling.Hint(
                        name,
                        Enum.GetNames<ClientAuth>(),
                        $"types: {string.Join(", ", Enum.GetNames<ClientAuth>())}"
                    )
            ),
        };
}
