using System.Net;
using System.Net.Sockets;
using System.Text;
using Temper.Exporter.Hosting;
using Temper.Exporter.Http;

namespace Temper.Exporter.Tests.Web;

/// <summary>The server with a web configuration, as clients see it.</summary>
public sealed class WebServerTests : SecuredExporter
{
    private static readonly string Hash = BCrypt.Net.BCrypt.HashPassword("secret", workFactor: 4);

    [TestCase("prom", "secret", HttpStatusCode.OK)]
    [TestCase("prom", "wrong", HttpStatusCode.Unauthorized)]
    [TestCase("other", "secret", HttpStatusCode.Unauthorized)]
    [TestCase(null, null, HttpStatusCode.Unauthorized)]
    public async Task Users_need_their_password_for_every_path(string? user, string? password, HttpStatusCode expected)
    {
        await StartAsync($"basic_auth_users: {{prom: {Hash}}}");
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

        foreach (
            var path in new[]
            {
                "/metrics",
                "/",
                "/page.js",
                "/api/v1/readings",
                "/api/v1/history",
                "/-/healthy",
                "/-/ready",
                "/x",
            }
        )
        {
            using var response = await Exporter.SendAsync(
                HttpMethod.Get,
                path,
                headers: user is null ? [] : [("Authorization", $"basic {header}")]
            );

            response
                .StatusCode.Should()
                .Be(path == "/x" && expected == HttpStatusCode.OK ? HttpStatusCode.NotFound : expected);
            response.Headers.WwwAuthenticate.Should().HaveCount(expected == HttpStatusCode.Unauthorized ? 1 : 0);
        }
    }

    [TestCase("GET")]
    [TestCase("OPTIONS")]
    public async Task A_page_of_an_allowed_origin_needs_the_password_too_and_gets_no_leave_to_send_one(string method)
    {
        CrossOrigin.TryParse("https://home\\.example", out var crossOrigin).Should().BeTrue();
        await StartAsync($"basic_auth_users: {{prom: {Hash}}}", crossOrigin);

        using var response = await Exporter.SendAsync(
            new HttpMethod(method),
            "/api/v1/readings",
            headers:
            [
                ("Origin", "https://home.example"),
                ("Access-Control-Request-Method", "GET"),
                ("Access-Control-Request-Headers", "authorization"),
            ]
        );

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        response.Headers.Should().NotContain(header => header.Key.StartsWith("Access-Control"));
    }

    [TestCase("Basic")]
    [TestCase("Basic !")]
    [TestCase("Basic cHJvbQ==")] // without a colon
    [TestCase("Bearer cHJvbTpzZWNyZXQ=")]
    public async Task What_is_not_a_user_with_a_password_is_rejected(string header)
    {
        await StartAsync($"basic_auth_users: {{prom: {Hash}}}");

        using var response = await Exporter.SendAsync(HttpMethod.Get, "/metrics", headers: ("Authorization", header));

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Headers_are_added_to_every_response_and_replace_those_of_the_page()
    {
        await StartAsync(
            """
            http_server_config:
              headers:
                Content-Security-Policy: default-src 'none'
                Strict-Transport-Security: max-age=60
            """
        );

        foreach (var (path, accept) in new[] { ("/", "text/html"), ("/metrics", "*/*"), ("/x", "*/*") })
        {
            using var response = await Exporter.SendAsync(HttpMethod.Get, path, accept);

            response.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'none'");
            response.Headers.GetValues("Strict-Transport-Security").Should().Equal("max-age=60");
        }
    }

    [Test]
    public async Task Requests_beyond_the_rate_limit_are_429()
    {
        await StartAsync("rate_limit: {interval: 24h, burst: 2}");

        var codes = new List<HttpStatusCode>();
        for (var request = 0; request < 3; request++)
        {
            using var response = await Exporter.SendAsync(HttpMethod.Get, "/-/healthy");
            codes.Add(response.StatusCode);
        }

        codes.Should().Equal(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task The_own_probe_needs_neither_TLS_nor_a_certificate_nor_a_password_nor_rate()
    {
        await StartAsync(
            Tls($", client_auth_type: RequireAndVerifyClientCert, client_ca_file: {FileWith(Authority.Pem)}")
                + $"\nbasic_auth_users: {{prom: {Hash}}}\nrate_limit: {{interval: 24h, burst: 1}}"
        );

        for (var probe = 0; probe < 3; probe++)
        {
            (await HealthProbe.Of(Exporter.Listener, Access.Probes).FaultAsync(CancellationToken.None))
                .Should()
                .BeNull();
        }

        (await HealthProbe.Of(Exporter.Listener).FaultAsync(CancellationToken.None)).Should().NotBeNull();
    }

    [TestCase("/-/healthy", "HTTP/1.1 200 OK")]
    [TestCase("/metrics", "HTTP/1.1 404 Not Found")]
    [TestCase("/-/reload", "HTTP/1.1 404 Not Found")]
    public async Task The_way_of_the_own_probe_leads_to_its_answer_only(string path, string expected)
    {
        await StartAsync(Tls());
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var registration = Access.Probes.Register(client.LocalEndPoint!);
        await client.ConnectAsync(Exporter.Listener.LocalEndPoint!);
        await client.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));

        using var reader = new StreamReader(new NetworkStream(client));

        (await reader.ReadLineAsync()).Should().Be(expected);
    }

    [Test]
    public async Task After_a_change_a_connection_of_before_is_not_served()
    {
        await StartAsync("{}");
        (await Exporter.ScrapeAsync("/-/healthy")).Should().Be("ok\n");
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)Exporter.Listener.LocalEndPoint!);
        using var reader = new StreamReader(client.GetStream());
        var request = Encoding.ASCII.GetBytes("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n");
        await client.GetStream().WriteAsync(request);
        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 200 OK");

        Access.Policy = Access.Load();

        (await reader.ReadToEndAsync()).Should().EndWith("\r\n\r\nok\n", "the server closes the idle connection");
        (await Exporter.ScrapeAsync("/-/healthy")).Should().Be("ok\n");
    }
}
