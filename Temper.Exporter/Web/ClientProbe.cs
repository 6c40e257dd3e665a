using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Temper.Exporter.Web;

/// <summary>
/// Requests <c>/-/healthy</c> from an exporter with a web configuration, as a client on the same machine that has
/// neither a certificate nor a password. Being asked for these shows that the exporter serves.
/// </summary>
internal sealed class ClientProbe(IPEndPoint server, TlsConfig? tls)
{
    private static readonly byte[] Request =
        "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray();

    // 401: a password is required. 429: the rate limit.
    private static readonly string[] Answers = ["HTTP/1.1 200 ", "HTTP/1.1 401 ", "HTTP/1.1 429 "];

    private bool NeedsCertificate =>
        tls?.ClientAuth is ClientAuth.RequireAnyClientCert or ClientAuth.RequireAndVerifyClientCert;

    /// <summary>Probes the server. Failures are returned, never thrown.</summary>
    /// <returns>What is wrong, or <see langword="null"/> if the server answers.</returns>
    public async Task<string?> FaultAsync(CancellationToken deadline)
    {
        var isPresented = false;
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server, deadline);
            await using var plain = new NetworkStream(socket);
            if (tls is null)
            {
                return await AskAsync(plain, deadline);
            }

            await using var secured = new SslStream(plain);
            await secured.AuthenticateAsClientAsync(Options(() => isPresented = true), deadline);
            return await AskAsync(secured, deadline);
        }
        catch (Exception) when (isPresented && NeedsCertificate)
        {
            return null; // it rejected this client, as it must
        }
        catch (Exception e)
        {
            return $"{server}: {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    // Nothing secret is sent, so any certificate will do. Verifying must not download anything.
    private static SslClientAuthenticationOptions Options(Action presented) =>
        new()
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new X509ChainPolicy
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
            },
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                presented();
                return certificate is not null;
            },
        };

    private async Task<string?> AskAsync(Stream stream, CancellationToken deadline)
    {
        await stream.WriteAsync(Request, deadline);
        var head = new byte[Answers[0].Length];
        await stream.ReadExactlyAsync(head, deadline);
        return Answers.Any(answer => head.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(answer)))
            ? null
            : $"{server}: unexpected response";
    }
}
