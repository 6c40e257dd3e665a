using Temper.Devices.Catalogue;
using Temper.Testing;

namespace Temper.Devices.Tests;

/// <summary>The README's table of devices is the catalogue's, row by row.</summary>
public sealed class ReadmeTests
{
    [Test]
    public void The_table_of_devices_is_the_catalogue()
    {
        var rows = File.ReadLines(Path.Combine(SourceTree.Root, "README.md"))
            .SkipWhile(line => !line.StartsWith("| Firmware version |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            // Speaks text, and is in no catalogue.
            .Where(line => !line.Contains("TEMPerX232", StringComparison.Ordinal));

        string.Join('\n', rows).Should().Be(string.Join('\n', FirmwareCatalogue.Families.Select(RowOf)));
    }

    private static string RowOf(FirmwareFamily family) =>
        $"| {Join(family.Versions.Select(TextOf))} | {family.SoldAs} | {Join(family.UsbIds)} "
        + $"| {SensorsOf(family)} | {family.Codec} | {family.Evidence.ToString().ToLowerInvariant()} |";

    private static string TextOf(VersionPattern version) => $"`{version.Text}{(version.IsPrefix ? "*" : "")}`";

    private static string SensorsOf(FirmwareFamily family) =>
        Join(
            family
                .Reports.SelectMany(report => report.Sensors)
                .GroupBy(slot => slot.Sensor)
                .Select(slots => (slots.Key.Length > 0 ? slots.Key : "(one)") + HumidityOf([.. slots]))
        );

    private static string HumidityOf(SensorSlot[] slots) =>
        slots.Count(slot => slot.Codec.WordCount == 2) is var count && count == 0 ? ""
        : count == slots.Length ? " with humidity"
        : " (some with humidity)";

    private static string Join<T>(IEnumerable<T> items) => string.Join(", ", items);
}
