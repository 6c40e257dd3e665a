using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Temper.Devices.Captures;
using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Protocol.Text;
using Temper.Testing;

namespace Temper.Devices.Tests.Protocol;

/// <summary>The same for what comes as text: serial lines, capture files, ids; and for calibration replies.</summary>
[Category(FuzzInputs.Category)]
public sealed class TextProperties
{
    private static readonly Config Config = Config
        .QuickThrowOnFailure.WithMaxTest(FuzzInputs.Of(2000))
        .WithEndSize(300);

    // Lines that begin as the device's do, cut and mixed with anything.
    private static readonly Arbitrary<byte[]> Lines = (
        from begin in Gen.Elements(
            "Temp-Inner:",
            "Temp-Outer:",
            "Temp-",
            "Inner-Calib:",
            "Outer-Calib:",
            "unknow!",
            "TEMPerX232_V",
            ""
        )
        from number in Gen.Elements("30.53 [C]", "-0.31 [C]", "9999 [C]", "NaN [C]", ",39.92 [%RH]", "")
        from any in ArbMap.Default.GeneratorFor<byte[]>()
        from end in Gen.Elements("<", "<\r\n", "")
        select Encoding.ASCII.GetBytes(begin + number).Concat(any).Concat(Encoding.ASCII.GetBytes(end)).ToArray()
    ).ToArbitrary();

    [Test]
    public void Any_serial_line_is_a_sensor_or_none_and_never_a_value_that_cannot_be() =>
        Prop.ForAll(
                Lines.Generator.ListOf().ToArbitrary(),
                lines =>
                {
                    var reply = new TextReadingReply();
                    foreach (var line in lines)
                    {
                        reply.Offer(line, isEnded: true);
                    }

                    return lines.Any(line => TemperX232.IsNoSensor(line))
                        || reply.End() != ReplyProgress.Complete
                        || reply.Result.Sensors.All(Decoding.CanBe);
                }
            )
            .Check(Config);

    [Test]
    public void Any_serial_line_is_an_offset_of_a_sensor_or_none() =>
        Prop.ForAll(
                Lines.Generator.ListOf().ToArbitrary(),
                lines =>
                {
                    var reply = new TextCalibrationReply();
                    foreach (var line in lines)
                    {
                        reply.Offer(line, isEnded: true);
                    }

                    return reply.End() != ReplyProgress.Complete || reply.Result.Offsets.Length <= 4;
                }
            )
            .Check(Config);

    [Test]
    public void Any_text_is_a_capture_or_a_format_error_and_a_capture_reads_back() =>
        Prop.ForAll(
                CaptureTexts,
                text =>
                {
                    Capture capture;
                    try
                    {
                        capture = CaptureFile.Parse(text);
                    }
                    catch (FormatException)
                    {
                        return true;
                    }

                    var written = CaptureFile.Write(capture);
                    return CaptureFile.Write(CaptureFile.Parse(written)) == written;
                }
            )
            .Check(Config);

    [Test]
    public void Any_text_is_an_id_or_a_format_error() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                text =>
                {
                    try
                    {
                        return UsbId.Parse(text.Get).ToString().Equals(text.Get, StringComparison.OrdinalIgnoreCase);
                    }
                    catch (FormatException)
                    {
                        return true;
                    }
                }
            )
            .Check(Config);

    [Test]
    public void Any_calibration_reply_has_at_most_one_offset_per_sensor() =>
        Prop.ForAll(
                ArbMap.Default.GeneratorFor<byte>().ArrayOf(8).ToArbitrary(),
                reply =>
                    FirmwareCatalogue.Families.All(family =>
                        CalibrationReply.Decode(reply, family).Offsets is { Length: <= 6 } offsets
                        && offsets.All(offset => Math.Abs(offset.Value) <= 12.8)
                    )
            )
            .Check(Config);

    private static Arbitrary<string> CaptureTexts =>
        (
            from lines in Gen.OneOf(
                    Gen.Elements(
                        "usb 413d:2107",
                        "> 0180330100000000",
                        "< 8080089e4e200000",
                        "expect - humidity 44",
                        "note x",
                        "# y",
                        ""
                    ),
                    ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)
                )
                .ListOf()
            select string.Join('\n', lines.Prepend("usb 413d:2107"))
        ).ToArbitrary();
}
