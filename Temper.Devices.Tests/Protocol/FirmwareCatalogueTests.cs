using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Transport;

namespace Temper.Devices.Tests.Protocol;

public sealed class FirmwareCatalogueTests
{
    private static IEnumerable<string> Versions =>
        FirmwareCatalogue.Families.SelectMany(family => family.Versions).Select(pattern => pattern.Text);

    [TestCaseSource(nameof(Versions))]
    public void Exactly_one_row_covers_each_version(string version) =>
        FirmwareCatalogue
            .Families.Count(family =>
                family.Versions.Any(pattern => pattern.Matches(FirmwareVersion.FromText(version)))
            )
            .Should()
            .Be(1);

    [Test]
    public void Ids_of_rows_are_unique() =>
        FirmwareCatalogue.Families.Select(family => family.Id).Should().OnlyHaveUniqueItems();

    [Test]
    public void Every_row_names_its_source_and_usb_ids_that_are_looked_for() =>
        FirmwareCatalogue
            .Families.Should()
            .OnlyContain(family =>
                family.Source.Length > 0
                && family.UsbIds.Length > 0
                && family.UsbIds.All(id => TemperHid.ReadableIds.Contains(id))
            );

    [Test]
    public void Every_word_of_a_row_lies_inside_its_report() =>
        FirmwareCatalogue
            .Families.SelectMany(family => family.Reports)
            .SelectMany(report => report.Sensors)
            .Should()
            .OnlyContain(slot => slot.Offset >= 2 && slot.Offset + (2 * slot.Codec.WordCount) <= Queries.ReportLength);

    [Test]
    public void Where_byte_1_is_a_length_every_word_lies_inside_it() =>
        FirmwareCatalogue
            .Families.SelectMany(family => family.Reports)
            .Where(report => report.Place == ReportPlace.Only)
            .Should()
            .OnlyContain(report =>
                report.Sensors.All(slot => slot.Offset + (2 * slot.Codec.WordCount) <= 2 + report.Code)
            );

    [Test]
    public void The_codes_of_a_rows_reports_differ() =>
        FirmwareCatalogue
            .Families.Should()
            .OnlyContain(family =>
                family.Reports.Select(report => report.Code).Distinct().Count() == family.Reports.Length
            );

    [Test]
    public void Hygrometers_with_0c45_are_matched_exactly_as_one_character_names_another_chip() =>
        FirmwareCatalogue
            .Families.Where(family => family.UsbIds.Contains(new UsbId(0x0c45, 0x7402)))
            .SelectMany(family => family.Versions)
            .Should()
            .HaveCountGreaterThan(5)
            .And.OnlyContain(version => !version.IsPrefix);

    // Versions as captures and reports have them, left-overs and all.
    [TestCase("TEMPerF1.2MPerF1", "fm75-1")]
    [TestCase("TEMPer1F1.1Per1F", "fm75-1f1")]
    [TestCase("TEMPer1F1.4Per1F", "fm75-1f1")]
    [TestCase("TEMPer2_M12_V1.3", "fm75-2")]
    [TestCase("TEMPer1F_V1.3r1F", "fm75-1f")]
    [TestCase("TEMPerNTC F1.0NT", "ntc")]
    [TestCase("TEMPerNTC F1.1NT", "ntc")]
    [TestCase("TEMPerHumV1.0rHu", "humi-sht1x")]
    [TestCase("TEMPer1F_H1V1.4F", "1fh1-v14")]
    [TestCase("TEMPer1F_H1V1.5F", "1fh1-v15")]
    [TestCase("TEMPerHumM12V1.0", "hum-si7005")]
    [TestCase("TEMPerHum1V1.0Hu", "hum-si7005")]
    [TestCase("TEMPerHumM12V1.3", "hum-si7021")]
    [TestCase("TEMPerGold_V3.5 ", "gold")]
    [TestCase("TEMPerX_V3.2    ", "temperx")]
    [TestCase("TEMPer2_V3.9    ", "temper2-new")]
    [TestCase("TEMPer2_V4.1\0\0\0\0", "temper2-new")]
    [TestCase("TEMPerHUM_V4.1\0\0", "temperhum-new")]
    [TestCase("TEMPer1F_V4.1\0\0\0", "temper1f-new")]
    public void Each_version_seen_has_its_row(string version, string family) =>
        FirmwareCatalogue.Find(FirmwareVersion.FromText(version))?.Id.Should().Be(family);

    [Test]
    public void Only_one_row_lets_a_device_have_no_sensor_inside() =>
        FirmwareCatalogue
            .Families.Where(family => family.InnerIsOptional)
            .Select(family => family.Id)
            .Should()
            .Equal("temperx");

    [TestCase("TEMPer1F_H1V1.6F")]
    [TestCase("TEMPer1F_V1.4")]
    [TestCase("TEMPerHumV4.0rHu", Description = "reported in TEMPered issue 41 without bytes")]
    [TestCase("TEMPerHumM12V1.4")]
    [TestCase("TEMPerX232_V2.0", Description = "a serial stick")]
    [TestCase("temper2_m12_v1.3")]
    [TestCase("TEMPer2_")]
    [TestCase("")]
    public void A_version_no_row_names_is_unknown(string version) =>
        FirmwareCatalogue.Find(FirmwareVersion.FromText(version)).Should().BeNull();
}
