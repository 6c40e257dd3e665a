using System.Text;
using Microsoft.AspNetCore.Http;
using Temper.Exporter.Http;
using Temper.Testing;

namespace Temper.Exporter.Tests.Http;

public sealed class ScrapeTimeoutTests
{
    [TestCase("10", 9500)]
    [TestCase("1.25", 750)]
    [TestCase("0.6", 200)]
    [TestCase("0.001", 200)]
    public void The_wait_is_half_a_second_shorter_and_never_too_short_to_read_a_device(
        string header,
        int milliseconds
    ) => TimeoutOf(header).Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [TestCase(0, 10_000)]
    [TestCase(2.5, 7500)]
    [TestCase(60, 200)]
    public void The_offset_can_be_another(double offset, int milliseconds) =>
        TimeoutOf(TimeSpan.FromSeconds(offset), "10").Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("abc")]
    [TestCase("1e99")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("10,5")]
    [TestCase("99999999999999999999999999999999999999999999")]
    [TestCase("")]
    public void What_makes_no_sense_is_ignored(string header) => TimeoutOf(header).Should().BeNull();

    [Test]
    public void Two_headers_are_ignored() => TimeoutOf("1", "2").Should().BeNull();

    [Test]
    public void Without_the_header_the_devices_own_timeout_counts() => TimeoutOf().Should().BeNull();

    [Test]
    public void A_header_changed_at_random_is_a_time_that_can_be_or_none()
    {
        byte[][] headers =
        [
            .. new[] { "1.5", "10", "1e99", "-1", "0", "NaN", "3600", "0.000001" }.Select(text =>
                Encoding.UTF8.GetBytes(text + "\n")
            ),
        ];
        var mutator = new Mutator(seed: 1);
        for (var input = 0; input < 1_000; input++)
        {
            var value = string.Concat(
                mutator.Change([mutator.OneOf(headers)], headers).SelectMany(bytes => bytes).Select(b => (char)b)
            );

            (TimeoutOf(value) ?? TimeSpan.FromSeconds(1)).TotalSeconds.Should().BeInRange(0.2, 3600, value);
        }
    }

    private static TimeSpan? TimeoutOf(params string[] headers) => TimeoutOf(ScrapeTimeout.DefaultOffset, headers);

    private static TimeSpan? TimeoutOf(TimeSpan offset, params string[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["X-Prometheus-Scrape-Timeout-Seconds"] = headers;
        return ScrapeTimeout.TimeoutOf(context.Request, offset);
    }
}
