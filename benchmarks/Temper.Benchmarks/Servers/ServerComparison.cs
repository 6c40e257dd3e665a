using System.Globalization;

namespace Temper.Benchmarks.Servers;

/// <summary>Measures exporters side by side: what each costs to start, per scrape, and in memory.</summary>
internal static class ServerComparison
{
    private const int Starts = 9;
    private const int Rounds = 5;
    private const int ScrapesPerRound = 1000;
    private const int Clients = 40;

    /// <summary>Prints a row per server.</summary>
    /// <param name="servers">
    /// <c>NAME=COMMAND</c>, where <c>PORT</c> in the command stands for the port to listen on. With
    /// <c>--scrapes N</c> before them, memory is also measured after that many scrapes.
    /// </param>
    /// <param name="output">Takes the table, in Markdown.</param>
    public static async Task PrintAsync(IReadOnlyList<string> servers, TextWriter output)
    {
        var scrapes = 0;
        if (servers is ["--scrapes", var count, ..])
        {
            scrapes = int.Parse(count, CultureInfo.InvariantCulture);
            servers = [.. servers.Skip(2)];
        }

        await output.WriteLineAsync(
            "| | Start to first scrape, median of 9 | CPU per scrape, median of 5,000 in 5 rounds | Memory after 500 "
                + $"| after 5,500{(scrapes > 0 ? $" | after {scrapes:N0}" : "")} | Scrapes per second, 40 clients |"
        );
        await output.WriteLineAsync($"|---|---|---|---|---|---|{(scrapes > 0 ? "---|" : "")}");
        foreach (var server in servers)
        {
            var parts = server.Split('=', 2);
            await output.WriteLineAsync(
                $"| {parts[0]} | {string.Join(" | ", await MeasureAsync(parts[1], scrapes))} |"
            );
        }
    }

    private static async Task<List<string>> MeasureAsync(string command, int scrapes)
    {
        var starts = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            using var fresh = await Server.StartAsync(command);
            starts.Add(fresh.StartTime.TotalMilliseconds);
        }

        using var server = await Server.StartAsync(command);
        await server.ScrapeAsync(500);
        var memoryAfter500 = server.ResidentMebibytes;
        var costs = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = server.CpuTime;
            await server.ScrapeAsync(ScrapesPerRound);
            costs.Add((server.CpuTime - before).TotalMicroseconds / ScrapesPerRound);
        }

        List<string> cells =
        [
            Text($"{Median(starts):0} ms"),
            Text($"{Median(costs):0} µs"),
            Text($"{memoryAfter500:0.0} MiB"),
            Text($"{server.ResidentMebibytes:0.0} MiB"),
        ];
        if (scrapes > 0)
        {
            await server.ScrapeAsync(scrapes - 500 - (Rounds * ScrapesPerRound));
            cells.Add(Text($"{server.ResidentMebibytes:0.0} MiB"));
        }

        cells.Add(Text($"{await server.ScrapeFromAsync(Clients, timesEach: 50):0}"));
        return cells;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
