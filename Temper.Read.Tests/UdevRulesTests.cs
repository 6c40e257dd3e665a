using System.Text.RegularExpressions;
using Temper.Devices.Transport;
using Temper.Testing;

namespace Temper.Read.Tests;

public sealed partial class UdevRulesTests
{
    [Test]
    public void There_is_a_rule_for_every_device_that_can_be_read_and_for_nothing_else() =>
        Rule()
            .Matches(UdevRules.Text)
            .Select(match => $"{match.Groups[1].Value}:{match.Groups[2].Value}".ToLowerInvariant())
            .Should()
            .BeEquivalentTo(TemperHid.ReadableIds.Select(id => id.ToString()));

    [Test]
    public void Every_rule_is_for_the_data_interface_alone() =>
        UdevRules
            .Text.Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Should()
            .OnlyContain(line => Rule().IsMatch(line));

    [Test]
    public void The_readme_shows_the_same_rules()
    {
        var readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

        Rule().Matches(UdevRules.Text).Should().OnlyContain(rule => readme.Contains(rule.Value));
    }

    [GeneratedRegex(
        @"^ACTION!=""remove"", SUBSYSTEM==""hidraw"", ATTRS\{modalias\}==""usb:v([0-9A-F]{4})p([0-9A-F]{4})\*in01\*"", "
            + @"GROUP=""_temper-exporter"", MODE=""0660""$",
        RegexOptions.Multiline
    )]
    private static partial Regex Rule();
}
