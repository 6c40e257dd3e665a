using System.Globalization;
using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>Requests that are none, or too much, or only look so.</summary>
public sealed class HostileRequestTests
{
    private const int RequestsInAll = 1000;

    // Every one is answered with metrics: an unread body is the client's own affair.
    private static readonly (string Name, string Request)[] OddAndGood =
    [
        ("an absolute form", "GET http://elsewhere/metrics HTTP/1.1\r\nHost: elsewhere\r\n\r\n"),
        ("an empty host", "GET /metrics HTTP/1.1\r\nHost:\r\n\r\n"),
        ("a body", "GET /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"),
        (
            "a chunked body",
            "GET /metrics HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        ),
        ("HTTP/1.0", "GET /metrics HTTP/1.0\r\n\r\n"),
        ("empty lines before", "\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"),
        (
            "a timeout that is none",
            "GET /metrics HTTP/1.1\r\nHost: a\r\nX-Prometheus-Scrape-Timeout-Seconds: 1e99\r\n\r\n"
        ),
        (
            "ranges and conditions",
            "GET /metrics HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nIf-None-Match: *\r\nExpect: 100-continue\r\n\r\n"
        ),
    ];

    private HostedExporter _exporter = null!;

    [OneTimeSetUp]
    public async Task Start() => _exporter = await HostedExporter.StartAsync(devices: 1);

    [OneTimeTearDown]
    public ValueTask Stop() => _exporter.DisposeAsync();

    [TestCaseSource(nameof(NamesOfNonsense))]
    public async Task Nonsense_gets_the_status_it_is_worth(string name)
    {
        var (_, bytes, status) = Nonsense.Requests.Single(request => request.Name == name);
        using var client = await RawClient.ConnectAsync(_exporter.Port);

        await client.SendAsync(bytes);

        (await client.StatusAsync()).Should().Be(status);
        (await _exporter.ScrapeAsync()).DevicesRead().Should().Equal(1);
    }

    [TestCaseSource(nameof(NamesOfTheOdd))]
    public async Task What_is_only_odd_gets_metrics(string name)
    {
        using var client = await RawClient.ConnectAsync(_exporter.Port);

        await client.SendAsync(OddAndGood.Single(request => request.Name == name).Request);

        (await client.StatusAsync()).Should().Be(200);
    }

    [Test]
    public async Task Requests_that_come_together_are_answered_in_turn()
    {
        const string Last = "GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        using var client = await RawClient.ConnectAsync(_exporter.Port);

        await client.SendAsync(string.Concat(Enumerable.Repeat("GET /-/ready HTTP/1.1\r\nHost: a\r\n\r\n", 50)) + Last);

        (await client.ReadToEndAsync())
            .Split("HTTP/1.1 ")[1..]
            .Select(answer => answer[..3])
            .Should()
            .Equal([.. Enumerable.Repeat("200", 50), "404"]);
    }

    [Test]
    public async Task A_thousand_of_them_leave_nothing_behind()
    {
        await SendManyAsync(200);
        var before = _exporter.Figures();
        var logged = _exporter.Log.Count;

        await SendManyAsync(RequestsInAll);

        var after = _exporter.Figures();
        var growth = (after.ResidentMebibytes - before.ResidentMebibytes).ToString("0.0", CultureInfo.InvariantCulture);
        Figures.Add("1,000 invalid requests", $"RSS grows by {growth} MiB; {before} -> {after}");
        after.Descriptors.Should().BeLessThan(before.Descriptors + 20);
        _exporter.Log.Skip(logged).Should().BeEmpty();
    }

    private static IEnumerable<string> NamesOfNonsense() => Nonsense.Requests.Select(request => request.Name);

    private static IEnumerable<string> NamesOfTheOdd() => OddAndGood.Select(request => request.Name);

    private async Task SendManyAsync(int count)
    {
        for (var sent = 0; sent < count; sent++)
        {
            using var client = await RawClient.ConnectAsync(_exporter.Port);
            await client.SendAsync(Nonsense.Requests[sent % Nonsense.Requests.Count].Bytes);
            await client.StatusAsync();
        }
    }
}
