using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>Requests that are none, or too much.</summary>
public sealed class HostileRequestTests
{
    [TestCaseSource(nameof(Named))]
    public async Task Nonsense_gets_the_status_it_is_worth(string name)
    {
        var (_, bytes, status) = Nonsense.Requests.Single(request => request.Name == name);
        await using var exporter = await HostedExporter.StartAsync(sticks: 1);
        using var client = await RawClient.ConnectAsync(exporter.Port);

        await client.SendAsync(bytes);

        (await client.StatusAsync()).Should().Be(status);
        (await exporter.ScrapeAsync()).SticksRead().Should().Equal(1);
    }

    private static IEnumerable<string> Named() => Nonsense.Requests.Select(request => request.Name);
}
