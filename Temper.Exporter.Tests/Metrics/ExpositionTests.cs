using System.Globalization;
using System.Reflection;
using System.Text;
using Prometheus;
using Temper.Devices;
using Temper.Exporter.Metrics;

namespace Temper.Exporter.Tests.Metrics;

public sealed class ExpositionTests
{
    private static readonly TemperSnapshot NoDevices = new([], default, TimeSpan.FromSeconds(0.1));

    [Test]
    public async Task Numbers_do_not_follow_the_locale()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (",", "~");
        CultureInfo.CurrentCulture = culture;

        (await WriteAsync()).Should().Contain("\ntemper_scrape_duration_seconds 0.1\n");
    }

    [Test]
    public async Task A_counter_has_its_suffix_in_the_text_format() =>
        (await WriteAsync()).Should().Contain("\n# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total ");

    [Test]
    public async Task In_OpenMetrics_its_samples_have_the_suffix_and_the_text_ends_with_EOF() =>
        (await WriteAsync(contentType: Exposition.OpenMetricsContentType))
            .Should()
            .Contain("\n# TYPE process_cpu_seconds counter\nprocess_cpu_seconds_total ")
            .And.EndWith("\n# EOF\n");

    [Test]
    public async Task The_metrics_of_the_process_can_be_left_out() =>
        (await WriteAsync(withProcessMetrics: false))
            .Should()
            .NotContain("process_")
            .And.Contain("temper_exporter_build_info{");

    [TestCase(true)]
    [TestCase(false)]
    public async Task Simulated_readings_are_marked(bool isSimulated)
    {
        var exposition = new Exposition(false, false, TimeProvider.System, isSimulated);

        var text = await exposition.WriteAsync(NoDevices, Exposition.TextContentType, _ => true, default);

        Encoding
            .UTF8.GetString(text.Span)
            .Contains("\ntemper_exporter_simulated 1\n", StringComparison.Ordinal)
            .Should()
            .Be(isSimulated);
    }

    [Test]
    public async Task The_default_registry_of_prometheus_net_is_never_collected()
    {
        await WriteAsync();
        await WriteAsync(contentType: Exposition.OpenMetricsContentType);

        // Its first collection would start prometheus-net's listeners and their timer.
        // There is no public way to see that.
        typeof(CollectorRegistry)
            .GetField("_hasPerformedFirstCollect", BindingFlags.Instance | BindingFlags.NonPublic)!
            .GetValue(Prometheus.Metrics.DefaultRegistry)
            .Should()
            .Be(false);
    }

    [Test]
    public async Task Scrapes_that_overlap_each_have_their_own_length()
    {
        var exposition = new Exposition(withDewPoint: false, withProcessMetrics: false, TimeProvider.System);
        string[] wanted = ["temper_devices", "temper_scrape_duration_seconds"];
        var expected = await Task.WhenAll(wanted.Select(WriteOneAsync));

        var scrapes = await Task.WhenAll(
            Enumerable.Range(0, 2000).Select(number => Task.Run(() => WriteOneAsync(wanted[number % 2])))
        );

        for (var number = 0; number < scrapes.Length; number++)
        {
            scrapes[number].Should().Be(expected[number % 2]);
        }

        async Task<string> WriteOneAsync(string metric) =>
            Encoding.UTF8.GetString(
                (
                    await exposition.WriteAsync(NoDevices, Exposition.TextContentType, name => name == metric, default)
                ).Span
            );
    }

    private static async Task<string> WriteAsync(
        bool withProcessMetrics = true,
        string contentType = Exposition.TextContentType
    )
    {
        var exposition = new Exposition(withDewPoint: false, withProcessMetrics, TimeProvider.System);
        return Encoding.UTF8.GetString(
            (await exposition.WriteAsync(NoDevices, contentType, _ => true, CancellationToken.None)).Span
        );
    }
}
