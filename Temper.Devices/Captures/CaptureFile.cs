using System.Globalization;
using System.Text;
using Temper.Devices.Protocol;

namespace Temper.Devices.Captures;

/// <summary>
/// The text form of a <see cref="Capture"/>: a line a fact, <c>#</c> for comments, <c>&gt;</c> before a query,
/// <c>&lt;</c> before each report that answered it, all in hex. It can be read by people, compared, and used as a test
/// as it stands.
/// </summary>
public static class CaptureFile
{
    /// <summary>The most characters that a capture file has: some hundred times what a device sends.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Writes a capture.</summary>
    public static string Write(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var text = new StringBuilder();
        Fact("origin", capture.Origin);
        Fact("source", capture.Source);
        foreach (var note in capture.Notes)
        {
            Fact("note", note);
        }

        Fact("usb", capture.UsbId.ToString());
        Fact("firmware", capture.Firmware);
        foreach (var exchange in capture.Exchanges)
        {
            text.Append("> ").Append(HexText.Of(exchange.Query.AsSpan())).Append('\n');
            foreach (var report in exchange.Replies)
            {
                text.Append("< ").Append(HexText.Of(report.AsSpan())).Append('\n');
            }
        }

        Values("expect", capture.Expected);
        Values("reported", capture.Reported);
        return text.ToString();

        void Fact(string key, string value) => text.Append(value.Length > 0 ? $"{key} {OneLine(value)}\n" : "");

        void Values(string key, IEnumerable<CaptureValue> values)
        {
            foreach (var value in values)
            {
                var sensor = value.Sensor.Length > 0 ? value.Sensor : CaptureWords.NoSensor;
                var number = value.Value?.ToString("R", CultureInfo.InvariantCulture) ?? CaptureWords.Absent;
                text.Append($"{key} {sensor} {CaptureWords.Of(value.Quantity)} {number}\n");
            }
        }
    }

    /// <summary>Reads a capture.</summary>
    /// <exception cref="FormatException">
    /// A line is invalid; the message is one line and names it.
    /// </exception>
    public static Capture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            throw new FormatException($"{text.Length} characters are too many; a capture has up to {MaxLength}");
        }

        var parser = new CaptureParser();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            try
            {
                parser.Take(line.Trim().ToString());
            }
            catch (FormatException e)
            {
                throw new FormatException($"line {number}: {e.Message}", e);
            }
        }

        return parser.Finish();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
