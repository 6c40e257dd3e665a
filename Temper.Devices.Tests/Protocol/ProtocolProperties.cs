using FsCheck;
using FsCheck.Fluent;
using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.Tests.Protocol;

/// <summary>Properties that hold for every input, because bytes come from an untrusted device.</summary>
[Category(FuzzInputs.Category)]
public sealed class ProtocolProperties
{
    private static readonly Config Config = Config
        .QuickThrowOnFailure.WithMaxTest(FuzzInputs.Of(2000))
        .WithEndSize(300);

    private static readonly string[] Families = [.. FirmwareCatalogue.Families.Select(family => family.Id)];

    private static readonly Arbitrary<byte[]> Bytes = ArbMap.Default.ArbFor<byte[]>();

    // Half of them with the tag and a code that the row knows, or next to nothing would get as far as a formula.
    private static Arbitrary<byte[]> ReportsOf(FirmwareFamily family) =>
        (
            from code in Gen.Elements(family.Reports.Select(report => report.Code).ToArray())
            from data in ArbMap.Default.GeneratorFor<byte>().ArrayOf(6)
            from any in Bytes.Generator
            from isLikely in ArbMap.Default.GeneratorFor<bool>()
            select isLikely ? [Queries.ReadingTag, code, .. data] : any
        ).ToArbitrary();

    [Test]
    public void Any_bytes_make_a_version_of_printable_text() =>
        Prop.ForAll(
                Bytes,
                bytes =>
                {
                    var version = FirmwareVersion.FromBytes(bytes);
                    _ = FirmwareCatalogue.Find(version);
                    return version.Text.All(character => character is >= ' ' and <= '~' or '\ufffd')
                        && version.Text.Length <= bytes.Length;
                }
            )
            .Check(Config);

    [Test]
    public void Any_reports_leave_the_version_assembler_with_two_at_most() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[][]>(),
                reports =>
                {
                    var reply = new VersionReply();
                    foreach (var report in reports)
                    {
                        reply.Offer(report);
                    }

                    reply.End();
                    return reply.Result.Hex.Length == 4 * Queries.ReportLength;
                }
            )
            .Check(Config);

    [TestCaseSource(nameof(Families))]
    public void Any_reports_make_a_reading_of_values_that_can_be_or_none(string id)
    {
        var family = FirmwareCatalogue.Families.Single(row => row.Id == id);
        Prop.ForAll(
                ReportsOf(family).Generator.ListOf().ToArbitrary(),
                reports =>
                {
                    var reply = new ReadingReply(family);
                    foreach (var report in reports)
                    {
                        reply.Offer(report);
                        if (reply.Reports.Count > 2)
                        {
                            return false;
                        }
                    }

                    return reply.Result.Sensors.All(Decoding.CanBe);
                }
            )
            .Check(Config);
    }

    [Test]
    public void Any_text_is_a_decoder_override_or_a_format_error() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                text =>
                {
                    try
                    {
                        _ = DecoderOverride.Parse(text.Get);
                    }
                    catch (FormatException e)
                    {
                        return !string.IsNullOrEmpty(e.Message);
                    }

                    return true;
                }
            )
            .Check(Config);

    // Every value a word can stand for, there and back: the emulator's encoders are written apart from the codecs.
    [TestCase("TEMPer2_M12_V1.3", 1 / 16.0)]
    [TestCase("TEMPer2_V4.1", 1 / 100.0)]
    [TestCase("TEMPerX_V3.2", 1 / 100.0)]
    public void What_is_encoded_is_decoded(string firmware, double step)
    {
        var model = DeviceModels.Find(firmware)!;
        var celsius = Gen.Choose((int)(-55 / step), (int)(125 / step)).Select(steps => steps * step).ToArbitrary();
        Prop.ForAll(
                celsius,
                celsius,
                (inner, outer) =>
                {
                    var reports = ReadingEncoder.FromValues(model, [new("internal", inner), new("external", outer)]);

                    var reading = Decoding.Of(firmware, [.. reports.Select(Convert.ToHexString)]);

                    return reading
                            .Sensors.Select(sensor => sensor.Value)
                            .Zip([inner, outer], (read, sent) => Math.Abs(read - sent))
                            .All(error => error < 1e-9)
                        && reading.Sensors.Length == 2;
                }
            )
            .Check(Config);
    }
}
