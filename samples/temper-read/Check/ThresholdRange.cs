using System.Globalization;

namespace Temper.Read.Check;

/// <summary>
/// A range of values that cause an alert, as the Monitoring Plugins define them: <c>10</c> alerts outside 0..10,
/// <c>10:</c> below 10, <c>~:10</c> above 10, <c>10:20</c> outside 10..20, and <c>@10:20</c> inside it. The ends do not
/// alert without <c>@</c>, and do with it. Source: monitoring-plugins.org/doc/guidelines.html, "Threshold and Ranges".
/// </summary>
internal sealed record ThresholdRange
{
    private readonly double _start;
    private readonly double _end;
    private readonly bool _isInside;

    private ThresholdRange(string text, double start, double end, bool isInside) =>
        (Text, _start, _end, _isInside) = (text, start, end, isInside);

    /// <summary>The range as the user typed it, which is also the format of performance data.</summary>
    public string Text { get; }

    /// <summary>Parses a range. Its start must not be greater than its end.</summary>
    public static bool TryParse(string text, out ThresholdRange? range)
    {
        range = null;
        var isInside = text.StartsWith('@');
        var bounds = (isInside ? text[1..] : text).Split(':');
        // A missing start is 0, and a missing end infinity, but only after a colon.
        var (start, end) = bounds is [var only] ? ("0", only) : (bounds[0], bounds[^1]);
        if (
            bounds.Length > 2
            || (bounds.Length == 1 && end.Length == 0)
            || !TryParseBound(start, "~", double.NegativeInfinity, 0, out var from)
            || !TryParseBound(end, "", double.PositiveInfinity, double.PositiveInfinity, out var to)
            || from > to
        )
        {
            return false;
        }

        range = new ThresholdRange(text, from, to, isInside);
        return true;
    }

    /// <summary>Returns whether a value causes the alert.</summary>
    public bool Alerts(double value) => (value >= _start && value <= _end) == _isInside;

    /// <summary>Returns why a value causes the alert, as it follows the value.</summary>
    public string ReasonOf(double value) =>
        _isInside ? $"is inside {Text[1..]}"
        : value < _start ? string.Create(CultureInfo.InvariantCulture, $"is below {_start}")
        : string.Create(CultureInfo.InvariantCulture, $"is above {_end}");

    private static bool TryParseBound(string text, string infinite, double infinity, double missing, out double bound)
    {
        bound = text == infinite ? infinity : missing;
        return text == infinite
            || text.Length == 0
            || (
                double.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out bound
                ) && double.IsFinite(bound)
            );
    }
}
