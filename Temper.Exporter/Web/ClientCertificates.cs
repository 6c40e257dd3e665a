using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Web;

/// <summary>Decides which client certificates are accepted.</summary>
internal sealed partial class ClientCertificates(TlsConfig config, ILogger logger)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Whether the server asks clients for a certificate.</summary>
    public bool AreRequested => config.ClientAuth != ClientAuth.NoClientCert;

    /// <summary>Returns how to verify the certificate of a client.</summary>
    public static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, // none of the system's authorities
            RevocationMode = X509RevocationMode.NoCheck,
            // Otherwise a client could make the server connect to any address that its certificate names.
            DisableCertificateDownloads = true,
            ApplicationPolicy = { new(ClientAuthentication) },
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    /// <summary>Returns whether to accept a client.</summary>
    /// <param name="certificate">Its certificate, or <see langword="null"/> if it sent none.</param>
    /// <param name="errors">What is wrong with the certificate by <see cref="PolicyOf"/>.</param>
    /// <param name="chain">The details of the errors.</param>
    public bool Accept(X509Certificate2? certificate, SslPolicyErrors errors, X509Chain? chain)
    {
        var problem = (config.ClientAuth, certificate) switch
        {
            (ClientAuth.NoClientCert or ClientAuth.RequestClientCert, _) => null,
            (ClientAuth.VerifyClientCertIfGiven, null) => null,
            (_, null) => "none was sent",
            (ClientAuth.RequireAnyClientCert, _) => null,
            _ when errors != SslPolicyErrors.None => ReasonOf(chain),
            _ => NameProblemOf(certificate),
        };
        if (problem is not null)
        {
            LogRejected(logger, certificate?.Subject ?? "", problem);
        }

        return problem is null;
    }

    private static string ReasonOf(X509Chain? chain)
    {
        var all = (chain?.ChainStatus ?? []).Select(status => status.Status.ToString()).Distinct();
        return string.Join(", ", all) is { Length: > 0 } reasons ? reasons : "not valid";
    }

    private string? NameProblemOf(X509Certificate2 certificate)
    {
        if (config.ClientAllowedNames is not { } allowed)
        {
            return null;
        }

        var names = AlternativeNames.Of(certificate);
        return names.Any(allowed.Contains) ? null : $"not in client_allowed_sans: {string.Join(", ", names)}";
    }

    [LoggerMessage(LogLevel.Warning, "client certificate rejected subject={Subject} reason={Reason}")]
    private static partial void LogRejected(ILogger logger, string subject, string reason);
}
