using Temper.Devices.Captures;

namespace Temper.Devices.Tests.Captures;

public sealed class CaptureFileTests
{
    private const string Small = """
        # a comment

        origin captured
        note seen on a Tuesday
        usb 413d:2107
        > 0186ff0100000000
        < 54454d506572476f
        < 6c645f56332e3120
        > 0180330100000000
        < 8080089e4e200000
        expect internal temperature 22.06
        expect external temperature absent
        reported - humidity 44
        """;

    [Test]
    public void A_capture_is_read()
    {
        var capture = CaptureFile.Parse(Small);

        capture.UsbId.Should().Be(new UsbId(0x413d, 0x2107));
        capture.Notes.Should().Equal("seen on a Tuesday");
        capture.Exchanges.Select(exchange => exchange.Replies.Length).Should().Equal(2, 1);
        capture
            .Expected.Should()
            .Equal(
                new CaptureValue("internal", Quantity.Temperature, 22.06),
                new CaptureValue("external", Quantity.Temperature, null)
            );
        capture.Reported.Should().Equal(new CaptureValue("", Quantity.RelativeHumidity, 44));
    }

    [Test]
    public void What_is_written_is_read_and_written_again_alike()
    {
        var text = CaptureFile.Write(CaptureFile.Parse(Small));

        CaptureFile.Write(CaptureFile.Parse(text)).Should().Be(text);
        text.Should().Contain("> 0180330100000000\n< 8080089e4e200000\n");
    }

    [TestCase("usb 413d:2107\n< 00", "line 2: report before any query; put the query first, after '>'")]
    [TestCase("usb 413d:2107\n> 0", "line 2: '0' is not hex; *")]
    [TestCase("usb 413d:2107\n> zz", "line 2: 'zz' is not hex; *")]
    [TestCase("usb 413d:2107\nusb 413d:2107", "line 2: second line with 'usb'; remove one of them")]
    [TestCase("usb 413d:2107\ncolour red", "line 2: unknown word 'colour'; words: *")]
    [TestCase("usb 413d:2107\nexpect internal 22", "line 2: 'internal 22' is not SENSOR QUANTITY VALUE, *")]
    [TestCase("usb 413d:2107\nexpect internal pressure 22", "line 2: unknown quantity 'pressure'; quantities: *")]
    [TestCase("usb 413d:2107\nexpect internal temperature NaN", "line 2: 'NaN' is neither a number nor 'absent'")]
    [TestCase("usb 413d", "line 1: '413d' is not a USB id; *")]
    [TestCase(
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "line 1: unknown word 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...'; words: *"
    )]
    [TestCase("", "missing usb line; *")]
    public void An_error_is_reported_with_its_line(string text, string message) =>
        FluentActions.Invoking(() => CaptureFile.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    [Test]
    public void Too_many_reports_are_an_error() =>
        FluentActions
            .Invoking(() => CaptureFile.Parse("usb 413d:2107\n" + string.Concat(Enumerable.Repeat("> 00\n", 2000))))
            .Should()
            .Throw<FormatException>()
            .WithMessage("line 1026: capture too large; *");

    [Test]
    public void A_file_that_is_too_long_is_an_error() =>
        FluentActions
            .Invoking(() => CaptureFile.Parse(new string('#', CaptureFile.MaxLength + 1)))
            .Should()
            .Throw<FormatException>()
            .WithMessage("1048577 characters are too many; *");
}
