using System.Net;
using Temper.Exporter.Tests.Hosting;
using Temper.Exporter.Web;

namespace Temper.Exporter.Tests.Web;

/// <summary>The health check of an exporter with a web configuration.</summary>
public sealed class ClientProbeTests : SecuredExporter
{
    private static readonly string Users =
        $"basic_auth_users: {{ops: {BCrypt.Net.BCrypt.HashPassword("secret", workFactor: 4)}}}";

    [Test]
    public async Task One_with_TLS_is_healthy()
    {
        (await FaultAsync(Tls())).Should().BeNull();
    }

    [Test]
    public async Task One_with_passwords_is_healthy()
    {
        (await FaultAsync(Users)).Should().BeNull();
    }

    [TestCase(nameof(ClientAuth.RequireAnyClientCert))]
    [TestCase(nameof(ClientAuth.RequireAndVerifyClientCert))]
    public async Task One_that_requires_certificates_is_healthy(string policy)
    {
        var verified = policy.Contains("Verify", StringComparison.Ordinal)
            ? $", client_ca_file: {FileWith(Authority.Pem)}"
            : "";

        (await FaultAsync(Tls($", client_auth_type: {policy}{verified}"))).Should().BeNull();
    }

    [Test]
    public async Task One_that_does_not_answer_with_TLS_is_not()
    {
        var config = Read(Tls(", client_auth_type: RequireAnyClientCert"));
        await using var plain = new AnsweringServer("HTTP/1.1 400 Bad Request");
        var server = (IPEndPoint)plain.Listener.LocalEndPoint!;

        var fault = await new ClientProbe(server, config.Tls).FaultAsync(CancellationToken.None);

        fault.Should().StartWith($"{server}: ");
    }

    [Test]
    public async Task One_with_passwords_that_answers_otherwise_is_not()
    {
        await using var failing = new AnsweringServer("HTTP/1.1 500 Internal Server Error");
        var server = (IPEndPoint)failing.Listener.LocalEndPoint!;

        (await new ClientProbe(server, tls: null).FaultAsync(CancellationToken.None))
            .Should()
            .Be($"{server}: unexpected response");
    }

    private async Task<string?> FaultAsync(string config)
    {
        await StartAsync(config);
        return await new ClientProbe((IPEndPoint)Exporter.Listener.LocalEndPoint!, Read(config).Tls).FaultAsync(
            CancellationToken.None
        );
    }

    private WebConfig Read(string config) => WebConfigFile.Read(FileWith(config));
}
