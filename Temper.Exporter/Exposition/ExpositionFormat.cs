using System.Globalization;
using System.Text;

namespace Temper.Exporter.Exposition;

/// <summary>
/// Prometheus' text format 0.0.4 and OpenMetrics 1.0. For gauges and counters they differ in the content type, in what a
/// counter's family is called (without <c>_total</c>), and in the last line.
/// Sources: prometheus.io/docs/instrumenting/exposition_formats and the OpenMetrics specification, "ABNF".
/// </summary>
internal sealed class ExpositionFormat
{
    public static readonly ExpositionFormat Text = new("text/plain; version=0.0.4; charset=utf-8", familySuffix: "", end: "");

    public static readonly ExpositionFormat OpenMetrics = new(
        "application/openmetrics-text; version=1.0.0; charset=utf-8", familySuffix: "_total", end: "# EOF\n");

    private readonly string _familySuffix;
    private readonly string _end;

    private ExpositionFormat(string contentType, string familySuffix, string end)
    {
        ContentType = contentType;
        _familySuffix = familySuffix;
        _end = end;
    }

    public string ContentType { get; }

    public string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            var name = family.Type == MetricType.Counter ? family.Name[..^_familySuffix.Length] : family.Name;
            text.Append("# HELP ").Append(name).Append(' ').Append(family.Help).Append('\n');
            text.Append("# TYPE ").Append(name).Append(family.Type == MetricType.Counter ? " counter\n" : " gauge\n");
            foreach (var sample in family.Samples)
            {
                WriteSample(text, family.Name, sample);
            }
        }

        return text.Append(_end).ToString();
    }

    /// <summary>The shortest digits that give the same double again, as Python writes them: 21.0, and not 21.</summary>
    internal static string Number(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsInteger(value) && Math.Abs(value) < 1e15 ? digits + ".0" : digits; // from there on there is an exponent
    }

    /// <summary>A label value. Characters that could do harm on the way to a terminal or break a line become U+FFFD.</summary>
    internal static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes()) // lone surrogates become U+FFFD here
        {
            _ = rune.Value switch
            {
                '\\' => text.Append(@"\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append(@"\n"),
                _ when Rune.IsControl(rune) => text.Append('\ufffd'),
                _ => text.Append(rune),
            };
        }

        return text.ToString();
    }

    private static void WriteSample(StringBuilder text, string name, Sample sample)
    {
        text.Append(name);
        foreach (var (index, (label, value)) in sample.Labels.Index())
        {
            text.Append(index == 0 ? '{' : ',').Append(label).Append("=\"").Append(Escape(value)).Append('"');
        }

        text.Append(sample.Labels.IsEmpty ? " " : "} ").Append(Number(sample.Value)).Append('\n');
    }
}
