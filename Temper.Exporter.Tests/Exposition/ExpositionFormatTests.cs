using System.Globalization;
using Temper.Exporter.Exposition;

namespace Temper.Exporter.Tests.Exposition;

public sealed class ExpositionFormatTests
{
    // The digits that Python's repr gives, which the reference writes.
    [TestCase(21.625, "21.625")]
    [TestCase(25.980000000000004, "25.980000000000004")]
    [TestCase(57.18932593800001, "57.18932593800001")]
    [TestCase(21, "21.0")]
    [TestCase(0, "0.0")]
    [TestCase(-1, "-1.0")]
    [TestCase(-0.0625, "-0.0625")]
    [TestCase(100, "100.0")]
    public void A_number_has_the_shortest_digits_that_round_trip(double value, string expected)
        => ExpositionFormat.Number(value).Should().Be(expected);

    [Test]
    public void A_number_does_not_care_for_the_locale()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (",", "~");
        CultureInfo.CurrentCulture = culture;

        ExpositionFormat.Number(-1.5).Should().Be("-1.5");
    }

    [TestCase("a\"b", "a\\\"b")]
    [TestCase("a\\b", @"a\\b")]
    [TestCase("a\nb", @"a\nb")]
    [TestCase("a\r\0\x1b[31m\x7f\u0085b", "a\ufffd\ufffd\ufffd[31m\ufffd\ufffdb")]
    [TestCase("usb-café/日本", "usb-café/日本")]
    public void A_label_value_cannot_break_out_of_its_quotes_nor_write_to_a_terminal(string value, string expected)
        => ExpositionFormat.Escape(value).Should().Be(expected);

    [Test]
    public void A_lone_surrogate_is_replaced()
        => ExpositionFormat.Escape("a\ud800b").Should().Be("a\ufffdb");

    [Test]
    public void Without_samples_a_family_still_says_what_it_is()
        => ExpositionFormat.Text.Write([MetricFamily.Gauge("m", "What it is", [])])
            .Should().Be("# HELP m What it is\n# TYPE m gauge\n");

    [Test]
    public void A_counters_family_is_called_by_its_samples_name_in_the_text_format()
        => ExpositionFormat.Text.Write([MetricFamily.Counter("m_total", "What it counts", Sample.Only(3))])
            .Should().Be("# HELP m_total What it counts\n# TYPE m_total counter\nm_total 3.0\n");

    [Test]
    public void And_without_its_suffix_in_OpenMetrics()
        => ExpositionFormat.OpenMetrics.Write([MetricFamily.Counter("m_total", "What it counts", Sample.Only(3))])
            .Should().Be("# HELP m What it counts\n# TYPE m counter\nm_total 3.0\n# EOF\n");

    [Test]
    public void OpenMetrics_ends_with_EOF()
        => ExpositionFormat.OpenMetrics.Write([]).Should().Be("# EOF\n");
}
