using Temper.Devices.Protocol;

namespace Temper.Devices.Tests.Protocol;

public sealed class FirmwareCatalogueTests
{
    private static IEnumerable<string> Versions
        => FirmwareCatalogue.Families.SelectMany(family => family.Versions).Select(pattern => pattern.Text);

    [TestCaseSource(nameof(Versions))]
    public void Exactly_one_row_covers_each_version(string version)
        => FirmwareCatalogue.Families
            .Count(family => family.Versions.Any(pattern => pattern.Matches(FirmwareVersion.FromText(version))))
            .Should().Be(1);

    [Test]
    public void Ids_of_rows_are_unique()
        => FirmwareCatalogue.Families.Select(family => family.Id).Should().OnlyHaveUniqueItems();

    [Test]
    public void Every_row_names_its_source_and_usb_ids_that_are_looked_for()
        => FirmwareCatalogue.Families.Should().OnlyContain(family =>
            family.Source.Length > 0 && family.UsbIds.Length > 0 && family.UsbIds.All(id => KnownUsbIds.Readable.Contains(id)));

    [Test]
    public void Every_word_of_a_row_lies_inside_the_declared_data()
        => FirmwareCatalogue.Families.SelectMany(family => family.Sensors.Select(slot => (family, slot)))
            .Should().OnlyContain(row => row.slot.Offset >= 2
                && row.slot.Offset + (2 * row.slot.Codec.WordCount) <= 2 + row.family.DataLength);

    [TestCase("TEMPer1F_H1V1.4F")]
    [TestCase("TEMPer2_M12_V1.31")]
    [TestCase("temper2_m12_v1.3")]
    [TestCase("TEMPer2_")]
    [TestCase("")]
    public void A_version_no_row_names_is_unknown(string version)
        => FirmwareCatalogue.Find(FirmwareVersion.FromText(version)).Should().BeNull();
}
