using System.Globalization;
using System.Text.RegularExpressions;

namespace Temper.Exporter.Web;

/// <summary>Parses durations as Go writes them: <c>500ms</c>, <c>1s</c>, <c>1m30s</c>, and <c>0</c>.</summary>
internal static partial class Durations
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Parses a duration of at most a day.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
        {
            return true;
        }

        if (!Format().IsMatch(text))
        {
            return false;
        }

        var seconds = Part().Matches(text).Sum(SecondsOf);
        if (seconds > Longest.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static double SecondsOf(Match part) =>
        double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        * part.Groups[2].Value switch
        {
            "h" => 3600,
            "m" => 60,
            "s" => 1,
            "ms" => 1e-3,
            "us" => 1e-6,
            _ => 1e-9,
        };

    [GeneratedRegex(@"^([0-9]{1,9}(\.[0-9]{1,9})?(h|ms|m|s|us|ns))+\z")]
    private static partial Regex Format();

    [GeneratedRegex("([0-9.]+)([a-z]+)")]
    private static partial Regex Part();
}
