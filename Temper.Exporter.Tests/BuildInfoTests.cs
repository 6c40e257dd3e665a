namespace Temper.Exporter.Tests;

public sealed class BuildInfoTests
{
    [TestCase("0", "1970-01-01")]
    [TestCase("1795710384", "2026-11-26")]
    [TestCase("", "unknown")]
    [TestCase(null, "unknown")]
    [TestCase("-1", "unknown")]
    [TestCase("99999999999999999", "unknown")]
    public void The_date_is_a_day_in_UTC(string? seconds, string expected) =>
        BuildInfo.DateOf(seconds).Should().Be(expected);

    [Test]
    public void The_version_has_the_revision_and_its_date() =>
        BuildInfo
            .Describe()
            .Should()
            .MatchRegex(
                @"^temper-exporter \S+ \(revision (unknown|[0-9a-f]{40}), date (unknown|\d{4}-\d\d-\d\d), "
                    + @"\.NET \S+, \w+/\w+\)$"
            );
}
