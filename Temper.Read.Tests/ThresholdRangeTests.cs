using Temper.Read.Check;

namespace Temper.Read.Tests;

/// <summary>The table of the Monitoring Plugins' guidelines, with the values at each end.</summary>
public sealed class ThresholdRangeTests
{
    [TestCase("10", -0.1, 10.1)]
    [TestCase("10:", 9.9, 9.9)]
    [TestCase("~:10", 10.1, 10.1)]
    [TestCase("10:20", 9.9, 20.1)]
    [TestCase("@10:20", 10, 20)]
    [TestCase("@10", 0, 10)]
    [TestCase(":10", -0.1, 10.1)]
    [TestCase("-5.5:-1", -5.6, -0.9)]
    [TestCase("@~:0", -300, 0)]
    public void These_values_alert(string text, double one, double other) =>
        (Parse(text).Alerts(one), Parse(text).Alerts(other)).Should().Be((true, true));

    [TestCase("10", 0, 10)]
    [TestCase("10:", 10, 1e6)]
    [TestCase("~:10", -300, 10)]
    [TestCase("10:20", 10, 20)]
    [TestCase("@10:20", 9.9, 20.1)]
    [TestCase("@10", -0.1, 10.1)]
    [TestCase("-5.5:-1", -5.5, -1)]
    [TestCase("~:", -300, 1e6)]
    public void These_values_do_not(string text, double one, double other) =>
        (Parse(text).Alerts(one), Parse(text).Alerts(other)).Should().Be((false, false));

    [TestCase("")]
    [TestCase("@")]
    [TestCase("~")]
    [TestCase("20:10")]
    [TestCase("10:~")]
    [TestCase("1:2:3")]
    [TestCase("10 :20")]
    [TestCase("1,5:2")]
    [TestCase("x")]
    [TestCase("NaN:1")]
    [TestCase("0:Infinity")]
    [TestCase("@@1:2")]
    public void This_is_not_a_range(string text) => ThresholdRange.TryParse(text, out _).Should().BeFalse();

    private static ThresholdRange Parse(string text)
    {
        ThresholdRange.TryParse(text, out var range).Should().BeTrue();
        return range!;
    }
}
