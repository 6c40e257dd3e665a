using System.Text.Json;
using System.Text.RegularExpressions;
using static Temper.Exporter.Tests.GrafanaDashboard;

namespace Temper.Exporter.Tests;

/// <summary>
/// What a dashboard needs to work in any Grafana: the rules of Grafana's dashboard-linter. <c>.ci/dashboard</c> checks
/// its schema, <c>.ci/prometheus</c> that its queries have answers.
/// </summary>
public sealed partial class DashboardTests
{
    private const string DatasourceVariable = "${datasource}";

    [Test]
    public void It_has_an_id_by_which_links_and_updates_find_it() =>
        TextOf(Root, "uid").Should().MatchRegex("^[a-zA-Z0-9_-]{1,40}$");

    [Test]
    public void It_is_edited_in_its_file_only() =>
        Root.GetProperty("editable").GetBoolean().Should().BeFalse("the next version would undo edits");

    [Test]
    public void The_reader_chooses_the_data_source() =>
        Variable("datasource")
            .Should()
            .Match<JsonElement>(variable =>
                TextOf(variable, "type") == "datasource"
                && TextOf(variable, "query") == "prometheus"
                && TextOf(variable, "label") == "Data source"
            );

    [TestCase("job", "Job")]
    [TestCase("instance", "Instance")]
    public void Jobs_and_instances_are_variables_and_all_of_them_is_any_that_has_a_name(string name, string label) =>
        Variable(name)
            .Should()
            .Match<JsonElement>(variable =>
                TextOf(variable, "type") == "query"
                && TextOf(variable, "label") == label
                && TextOf(variable, "allValue") == ".+"
                && Has(variable, "multi")
                && Has(variable, "includeAll")
            );

    [Test]
    public void Variables_that_are_queried_follow_the_time_range_and_list_any_number_of_values() =>
        QueriedVariables()
            .Should()
            .HaveCount(4)
            .And.OnlyContain(variable =>
                variable.GetProperty("refresh").GetInt32() == 2 && TextOf(variable, "allValue") != null
            );

    [Test]
    public void A_query_of_a_variable_is_in_both_of_its_places() =>
        QueriedVariables()
            .Should()
            .OnlyContain(variable => TextOf(variable, "definition") == TextOf(variable, "query", "query"));

    [Test]
    public void Nothing_asks_a_data_source_that_was_not_chosen() =>
        Panels
            .Concat(Targets)
            .Concat(QueriedVariables())
            .Concat(Annotations)
            .Should()
            .OnlyContain(element =>
                TextOf(element, "datasource", "type") == "prometheus"
                && TextOf(element, "datasource", "uid") == DatasourceVariable
            );

    [Test]
    public void Each_panel_has_a_title_a_description_and_a_unit_and_asks_for_something() =>
        Panels
            .Should()
            .HaveCountGreaterThan(10)
            .And.OnlyContain(panel =>
                !string.IsNullOrEmpty(TextOf(panel, "title"))
                && !string.IsNullOrEmpty(TextOf(panel, "description"))
                && !string.IsNullOrEmpty(TextOf(panel, "fieldConfig", "defaults", "unit"))
                && TargetsOf(panel).Any()
            );

    [Test]
    public void Panels_and_the_queries_of_a_panel_have_distinct_ids()
    {
        Root.GetProperty("panels")
            .EnumerateArray()
            .Select(panel => panel.GetProperty("id").GetInt32())
            .Should()
            .OnlyHaveUniqueItems();
        Panels
            .Should()
            .OnlyContain(panel =>
                TargetsOf(panel).Select(target => TextOf(target, "refId")).Distinct().Count()
                == TargetsOf(panel).Count()
            );
    }

    [Test]
    public void Each_line_has_a_legend_by_its_labels() =>
        Panels
            .Where(panel => TextOf(panel, "type") != "table")
            .SelectMany(TargetsOf)
            .Should()
            .OnlyContain(target => LabelInLegend().IsMatch(TextOf(target, "legendFormat")!));

    // A range query would fill a panel without a reading with the last one of the range, which may be yesterday's.
    [Test]
    public void What_shows_one_value_asks_for_the_one_of_now() =>
        Panels
            .Where(panel => TextOf(panel, "type") is "stat" or "table")
            .SelectMany(TargetsOf)
            .Should()
            .HaveCount(6)
            .And.OnlyContain(target => Has(target, "instant") && !Has(target, "range"));

    [Test]
    public void Every_metric_is_of_the_chosen_jobs_and_instances() =>
        Queries()
            .SelectMany(query => Selector().Matches(query))
            .Select(match => match.Value)
            .Should()
            .HaveCountGreaterThan(15)
            .And.OnlyContain(selector =>
                selector.Contains("job=~\"$job\"") && selector.Contains("instance=~\"$instance\"")
            );

    [Test]
    public void No_metric_is_without_a_selector() =>
        Queries().SelectMany(query => Metric().Matches(query)).Select(match => match.Value).Should().BeEmpty();

    [Test]
    public void Counters_are_rates_over_the_interval_that_suits_the_panel()
    {
        Queries()
            .SelectMany(query => Counter().Matches(query))
            .Select(match => match.Value)
            .Should()
            .HaveCountGreaterThan(1)
            .And.OnlyContain(counter => RateOfCounter().IsMatch(counter));
        Queries()
            .SelectMany(query => Rate().Matches(query))
            .Select(match => match.Groups["range"].Value)
            .Should()
            .HaveCountGreaterThan(1)
            .And.OnlyContain(range => range == "$__rate_interval");
    }

    private static IEnumerable<string> Queries() =>
        Targets.Concat(Annotations).Select(target => TextOf(target, "expr")!);

    private static JsonElement Variable(string name) => Variables.Single(variable => TextOf(variable, "name") == name);

    private static IEnumerable<JsonElement> QueriedVariables() =>
        Variables.Where(variable => TextOf(variable, "type") == "query");

    [GeneratedRegex(@"\{\{\w+\}\}")]
    private static partial Regex LabelInLegend();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selector();

    // A name of a metric, all of which have an underscore here, that no selector follows; a function has its arguments.
    [GeneratedRegex(@"\b[a-z]\w*_\w+\b(?!\{|\()(?![^{]*\})(?![^\[]*\])")]
    private static partial Regex Metric();

    // Includes the text before and after it.
    [GeneratedRegex(@"(\w+\()?\w+_total\{[^}]*\}(\[[^]]*\])?")]
    private static partial Regex Counter();

    [GeneratedRegex(@"^(rate|irate|increase)\(.*\]$")]
    private static partial Regex RateOfCounter();

    [GeneratedRegex(@"\b(rate|irate|increase)\([^[]*\[(?<range>[^]]*)\]")]
    private static partial Regex Rate();
}
