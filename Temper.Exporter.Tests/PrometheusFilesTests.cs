using System.Text.RegularExpressions;

namespace Temper.Exporter.Tests;

/// <summary>What is packaged for Prometheus and Grafana asks for metrics that exist.</summary>
public sealed partial class PrometheusFilesTests
{
    private static readonly string[] OfPrometheusItself = ["up", "ALERTS"];

    [Test]
    public void Every_query_of_the_dashboard_names_metrics_that_are_exposed_or_recorded() =>
        MetricsIn(DashboardQueries()).Should().Contain("temper_temperature_celsius").And.BeSubsetOf(Known());

    [Test]
    public void Every_rule_names_metrics_that_are_exposed_or_recorded() =>
        MetricsIn(RuleExpressions()).Should().Contain("temper_temperature_celsius").And.BeSubsetOf(Known());

    private static IEnumerable<string> DashboardQueries() =>
        GrafanaDashboard
            .TextsOf("expr")
            .Concat(GrafanaDashboard.TextsOf("definition").Select(query => LabelValues().Replace(query, "$1")));

    private static IEnumerable<string> RuleExpressions() =>
        Directory
            .GetFiles(PathOf("Prometheus"))
            .SelectMany(file => Expression().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

    private static HashSet<string> Known() =>
        [
            .. OfPrometheusItself,
            .. Directory
                .GetFiles(PathOf("Golden"), "*.prom")
                .SelectMany(file => Typed().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups[1].Value),
            .. Directory
                .GetFiles(PathOf("Prometheus"))
                .SelectMany(file => Recorded().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups[1].Value),
        ];

    private static HashSet<string> MetricsIn(IEnumerable<string> queries) =>
        [.. queries.SelectMany(query => Name().Matches(NotMetrics().Replace(query, " ")).Select(match => match.Value))];

    private static string PathOf(params string[] parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);

    [GeneratedRegex("^# TYPE (\\w+) ", RegexOptions.Multiline)]
    private static partial Regex Typed();

    [GeneratedRegex("^ +- record: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Recorded();

    // On its line, or as a block below it.
    [GeneratedRegex("^ +expr: ((?!\\|).+|\\|\n(?: {10,}.+\n?)+)", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex("^label_values\\((.+), \\w+\\)$")]
    private static partial Regex LabelValues();

    // Matchers, ranges, groupings, functions, operators and numbers.
    [GeneratedRegex(
        "\\{[^}]*\\}|\\[[^]]*\\]|\\b(?:by|on) \\([^)]*\\)|\\b\\w+\\("
            + "|\\b(?:and|or|unless|sum|group|bool)\\b|\\b[0-9][\\w.]*"
    )]
    private static partial Regex NotMetrics();

    [GeneratedRegex("[a-zA-Z_][\\w:]*")]
    private static partial Regex Name();
}
