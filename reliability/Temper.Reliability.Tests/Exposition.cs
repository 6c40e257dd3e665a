using System.Globalization;
using System.Text.RegularExpressions;

namespace Temper.Reliability.Tests;

/// <summary>
/// A text exposition, read strictly: what Prometheus refuses is an error here too. Source:
/// prometheus.io/docs/instrumenting/exposition_formats, "Text format details".
/// </summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);

    private Exposition() { }

    /// <summary>Every sample by its series, as written: <c>temper_device_up{phy="usb-1/input1"}</c>.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    /// <exception cref="FormatException">A line is none, or a family or series is there twice.</exception>
    public static Exposition Parse(string text)
    {
        var exposition = new Exposition();
        var families = new HashSet<string>(StringComparer.Ordinal);
        var family = "";
        foreach (var line in Lines(text))
        {
            if (TypeLine().Match(line) is { Success: true } type)
            {
                family = type.Groups[1].Value;
                Check(families.Add(family), line, "a family for the second time");
            }
            else if (SampleLine().Match(line) is { Success: true } sample)
            {
                Check(sample.Groups[2].Value == family, line, "a sample outside its family");
                var value = double.Parse(sample.Groups[3].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
                Check(double.IsFinite(value), line, "a value that is not a number");
                Check(exposition._samples.TryAdd(sample.Groups[1].Value, value), line, "a series for the second time");
            }
            else
            {
                Check(HelpLine().IsMatch(line), line, "not a line of the text format");
            }
        }

        return exposition;
    }

    /// <summary>The numbers of the devices at <c>usb-N</c> that have a reading.</summary>
    public IReadOnlyList<int> DevicesRead() => DevicesWith(Temperature(), _ => true);

    /// <summary>The numbers of the devices at <c>usb-N</c> that are up.</summary>
    public IReadOnlyList<int> DevicesUp() => DevicesWith(Up(), value => value == 1);

    /// <summary>The numbers of the devices at <c>usb-N</c> that are down.</summary>
    public IReadOnlyList<int> DevicesDown() => DevicesWith(Up(), value => value == 0);

    private List<int> DevicesWith(Regex series, Func<double, bool> isMeant) =>
        [
            .. _samples
                .Where(sample => isMeant(sample.Value))
                .Select(sample => series.Match(sample.Key))
                .Where(match => match.Success)
                .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                .Distinct()
                .Order(),
        ];

    // By line feed alone: a carriage return, or one of Unicode's own line ends, does not end a line here.
    private static string[] Lines(string text) =>
        text.EndsWith('\n') ? text[..^1].Split('\n') : throw new FormatException("the last line has no end");

    private static void Check(bool holds, string line, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException($"{otherwise}: {line}");
        }
    }

    [GeneratedRegex(@"^# HELP [a-z_]+ [^\p{C}]+\z")]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^# TYPE ([a-z_]+) (?:gauge|counter)\z")]
    private static partial Regex TypeLine();

    // No character of a label may be a control or format character, or half a surrogate pair.
    [GeneratedRegex(
        @"^(([a-z_]+)(?:{(?:[a-z_]+="
            + @"""(?:[^\\""\p{Cc}\p{Cf}\p{Cs}]|[\ud800-\udbff][\udc00-\udfff]|\\[\\""n])*"""
            + @"(?:,(?!})|(?=})))+})?) (\S+)\z"
    )]
    private static partial Regex SampleLine();

    [GeneratedRegex(@"^temper_temperature_celsius{.*phy=""usb-(\d+)/input1""")]
    private static partial Regex Temperature();

    [GeneratedRegex(@"^temper_device_up{phy=""usb-(\d+)/input1""}\z")]
    private static partial Regex Up();
}
