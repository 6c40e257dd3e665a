using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Prometheus;
using Temper.Devices;
using Temper.Devices.PrometheusNet;
using Temper.Emulator;
using Temper.Exporter.Metrics;
using Temper.Testing;

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
    [Platform("Linux", Reason = "only Linux has /proc")]
    public async Task A_counter_has_its_suffix_in_the_text_format() =>
        (await WriteAsync()).Should().Contain("\n# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total ");

    [Test]
    [Platform("Linux", Reason = "only Linux has /proc")]
    public async Task In_OpenMetrics_its_samples_have_the_suffix_and_the_text_ends_with_EOF() =>
        (await WriteAsync(contentType: Exposition.OpenMetricsContentType))
            .Should()
            .Contain("\n# TYPE process_cpu_seconds counter\nprocess_cpu_seconds_total ")
            .And.EndWith("\n# EOF\n");

    [Test]
    public async Task The_metrics_of_the_process_can_be_omitted() =>
        (await WriteAsync(withProcessMetrics: false))
            .Should()
            .NotContain("process_")
            .And.Contain("temper_exporter_build_info{");

    [TestCase(true)]
    [TestCase(false)]
    public async Task Simulated_readings_are_marked(bool isSimulated)
    {
        using var exposition = new Exposition(false, false, TimeProvider.System, isSimulated);

        using var text = await exposition.WriteAsync(NoDevices, Exposition.TextContentType, isWanted: null, default);

        TextOf(text).Contains("\ntemper_exporter_simulated 1\n", StringComparison.Ordinal).Should().Be(isSimulated);
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
        using var exposition = new Exposition(withDewPoint: false, withProcessMetrics: false, TimeProvider.System);
        string[] wanted = ["temper_devices", "temper_scrape_duration_seconds"];
        var expected = await Task.WhenAll(wanted.Select(WriteOneAsync));

        var scrapes = await Task.WhenAll(
            Enumerable.Range(0, 2000).Select(number => Task.Run(() => WriteOneAsync(wanted[number % 2])))
        );

        for (var number = 0; number < scrapes.Length; number++)
        {
            scrapes[number].Should().Be(expected[number % 2]);
        }

        async Task<string> WriteOneAsync(string metric)
        {
            using var text = await exposition.WriteAsync(
                NoDevices,
                Exposition.TextContentType,
                name => name == metric,
                default
            );
            return TextOf(text);
        }
    }

    [Test]
    public async Task A_text_that_is_still_being_sent_is_not_overwritten()
    {
        using var exposition = new Exposition(withDewPoint: false, withProcessMetrics: false, TimeProvider.System);
        var sent = await WriteAsync(seconds: 1);
        using var other = await WriteAsync(seconds: 2);

        TextOf(sent).Should().Contain("_duration_seconds 1\n");
        TextOf(other).Should().Contain("_duration_seconds 2\n");
        sent.Dispose();
        using var next = await WriteAsync(seconds: 3);

        TextOf(other).Should().Contain("_duration_seconds 2\n");
        next.Memory.Span.Overlaps(sent.Memory.Span).Should().BeTrue();

        Task<IMemoryOwner<byte>> WriteAsync(int seconds) =>
            exposition.WriteAsync(
                NoDevices with
                {
                    Duration = TimeSpan.FromSeconds(seconds),
                },
                Exposition.TextContentType,
                isWanted: null,
                default
            );
    }

    [Test]
    public async Task A_registry_that_was_used_before_gives_what_a_new_one_would()
    {
        var time = new FakeTimeProvider();
        var transport = new EmulatedTransport(time);
        await using var set = new TemperDeviceSet(new TemperOptions { Transports = [transport], TimeProvider = time });
        var (twin, hygrometer) = (DevicesAt.Twin("usb-1"), DevicesAt.Hygrometer("usb-2"));
        using var exposition = new Exposition(withDewPoint: true, withProcessMetrics: false, TimeProvider.System);
        Action[] changes =
        [
            () => { },
            () => transport.Plug(twin),
            () => twin.SetData("01000200"), // other values
            () => transport.Plug(hygrometer),
            () => twin.Fault = DeviceFault.Stall,
            () => twin.Fault = DeviceFault.None,
            () => twin.SetData("0100ffff"), // no probe
            () => transport.Unplug(twin),
            () => time.Advance(TimeSpan.FromDays(400)), // its history is forgotten, and counters begin anew
            () => transport.Plug(twin),
        ];
        foreach (var change in changes)
        {
            change();
            var snapshot = await set.ReadAsync();
            foreach (var contentType in new[] { Exposition.TextContentType, Exposition.OpenMetricsContentType })
            {
                using var text = await exposition.WriteAsync(snapshot, contentType, isWanted: null, default);

                using var expected = await new Exposition(true, false, TimeProvider.System).WriteAsync(
                    snapshot,
                    contentType,
                    isWanted: null,
                    default
                );
                TextOf(text).Should().Be(TextOf(expected));
            }
        }
    }

    [Test]
    public async Task A_counter_that_begins_anew_is_not_held_at_its_highest_value()
    {
        var process = new ScrapeRegistry();
        var counter = Metric<double>.Of("test_total", "A test", value => value);
        process.Fill(metrics => metrics.Add(counter, 5));

        var text = new MemoryStream();
        await process.Fill(metrics => metrics.Add(counter, 2)).WriteAsync(text, MetricRegistry.TextContentType);

        Encoding.UTF8.GetString(text.ToArray()).Should().EndWith("\ntest_total 2\n");
    }

    private static async Task<string> WriteAsync(
        bool withProcessMetrics = true,
        string contentType = Exposition.TextContentType
    )
    {
        using var exposition = new Exposition(withDewPoint: false, withProcessMetrics, TimeProvider.System);
        using var text = await exposition.WriteAsync(NoDevices, contentType, isWanted: null, CancellationToken.None);
        return TextOf(text);
    }

    private static string TextOf(IMemoryOwner<byte> text) => Encoding.UTF8.GetString(text.Memory.Span);
}
