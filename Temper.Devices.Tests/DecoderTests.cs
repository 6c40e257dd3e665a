namespace Temper.Devices.Tests;

/// <summary>
/// Recorded reports are decoded without a device. <see cref="Captures.CaptureTests"/> has every capture.
/// </summary>
public sealed class DecoderTests
{
    [Test]
    public void Reports_of_a_reading_are_decoded()
    {
        var reading = Decoder.Decode("TEMPer2_V4.1", [Report("80800b544e200000"), Report("800109ca4e200000")]);

        reading.Find("internal", Quantity.Temperature)!.Value.Should().Be(29);
        reading.Find("external", Quantity.Temperature)!.Value.Should().Be(25.06);
    }

    [Test]
    public void A_probe_that_no_report_mentions_is_absent()
    {
        var reading = Decoder.Decode("TEMPer2_V4.1", [Report("80800b544e200000")]);

        reading.Absent.Should().Equal(new AbsentSensor("external", Quantity.Temperature));
        reading.Find("external", Quantity.Temperature).Should().BeNull();
    }

    [Test]
    public void An_override_counts_for_its_firmware_only()
    {
        var sht1x = DecoderOverride.Parse("TEMPer1F_H1V1.5F=sht1x");
        var report = Report("800419a806ce0000");

        Celsius("TEMPer1F_H1V1.5F", sht1x).Should().NotBe(Celsius("TEMPer1F_H1V1.5F", null));
        Celsius("TEMPerHumM12V1.2", sht1x).Should().Be(Celsius("TEMPerHumM12V1.2", null));

        double Celsius(string firmware, DecoderOverride? wanted) =>
            Decoder.Decode(firmware, [report], wanted).Find(Quantity.Temperature)!.Value;
    }

    [TestCase("8280000000000000", "8280000000000000")]
    [TestCase("8004", "8004")]
    [TestCase("", "")]
    public void Bytes_that_are_not_a_reading_are_an_error_at_once(string report, string shown) =>
        FluentActions
            .Invoking(() => Decoder.Decode("TEMPer2_M12_V1.3", [Report(report)]))
            .Should()
            .Throw<MalformedReplyException>()
            .WithMessage($"malformed reply: expected 8 bytes that begin with 80 04, got {shown}");

    [Test]
    public void An_unknown_firmware_is_an_error() =>
        FluentActions
            .Invoking(() => Decoder.Decode("TEMPerNew_V9.9", [Report("80800b544e200000")]))
            .Should()
            .Throw<UnknownFirmwareException>()
            .Which.Version.Should()
            .Be("TEMPerNew_V9.9");

    [TestCase("TEMPerNew_V9.9", true, "unknown firmware *report it with the output of 'temper-read capture' and *")]
    [TestCase("TEMPerX232_V9.9", false, "unknown firmware *report it with the true temperature (*")]
    [TestCase("FootSwitch V1.0", true, "not a TEMPer: it answered *; exclude its port path (--device-exclude, *")]
    public void What_to_do_about_a_firmware_depends_on_what_it_says(
        string version,
        bool isRecordable,
        string message
    ) => new UnknownFirmwareException(version, "00", isRecordable).Message.Should().Match(message);

    [Test]
    public void Every_supported_firmware_is_found_by_its_versions()
    {
        SupportedFirmware.All.Should().NotBeEmpty();
        foreach (var row in SupportedFirmware.All)
        {
            foreach (var version in row.Versions)
            {
                SupportedFirmware.Find(version.Replace("*", "9", StringComparison.Ordinal)).Should().BeSameAs(row);
            }
        }

        SupportedFirmware.Find("TEMPerNew_V9.9").Should().BeNull();
    }

    private static byte[] Report(string hex) => Convert.FromHexString(hex);
}
