using System.Collections.Immutable;
using System.Globalization;

namespace Temper.Devices.Captures;

/// <summary>Takes the lines of a capture file, one after the other.</summary>
internal sealed class CaptureParser
{
    // Larger than anything a device sends, smaller than anything that hurts.
    private const int MaxReports = 1024;
    private const int MaxReportBytes = 64;
    private const int MaxEcho = 40; // characters of the file in a message

    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private readonly List<(ImmutableArray<byte> Query, List<ImmutableArray<byte>> Replies)> _exchanges = [];
    private readonly List<CaptureValue> _expected = [];
    private readonly List<CaptureValue> _reported = [];
    private int _reports;

    /// <exception cref="FormatException">The line is invalid.</exception>
    public void Take(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        var (key, value) = line.Split(' ', 2) is [var first, var rest] ? (first, rest.Trim()) : (line, "");
        switch (key)
        {
            case ">":
                _exchanges.Add((Bytes(value), []));
                break;
            case "<" when _exchanges.Count == 0:
                throw new FormatException("report before any query; put the query first, after '>'");
            case "<":
                _exchanges[^1].Replies.Add(Bytes(value));
                break;
            case "note":
                _notes.Add(value);
                break;
            case "expect":
                _expected.Add(Value(value));
                break;
            case "reported":
                _reported.Add(Value(value));
                break;
            case "usb":
                Once(key, UsbId.Parse(value).ToString());
                break;
            case "origin" or "source" or "firmware":
                Once(key, value);
                break;
            default:
                throw new FormatException(
                    $"unknown word '{Shorten(key)}'; "
                        + "words: origin, source, note, usb, firmware, >, <, expect, reported"
                );
        }
    }

    /// <exception cref="FormatException">Something is missing.</exception>
    public Capture Finish() =>
        new()
        {
            Origin = _facts.GetValueOrDefault("origin", "captured"),
            Source = _facts.GetValueOrDefault("source", ""),
            Notes = [.. _notes],
            UsbId = UsbId.Parse(
                _facts.GetValueOrDefault("usb")
                    ?? throw new FormatException(
                        "missing usb line; give the USB id of the device, such as 'usb 413d:2107'"
                    )
            ),
            Firmware = _facts.GetValueOrDefault("firmware", ""),
            Exchanges = [.. _exchanges.Select(exchange => new CaptureExchange(exchange.Query, [.. exchange.Replies]))],
            Expected = [.. _expected],
            Reported = [.. _reported],
        };

    private void Once(string key, string value) =>
        _facts[key] = _facts.ContainsKey(key)
            ? throw new FormatException($"second line with '{key}'; remove one of them")
            : value;

    private ImmutableArray<byte> Bytes(string hex)
    {
        if (++_reports > MaxReports || hex.Length > 2 * MaxReportBytes)
        {
            throw new FormatException(
                $"capture too large; it may have up to {MaxReports} reports of up to {MaxReportBytes} bytes"
            );
        }

        try
        {
            return [.. Convert.FromHexString(hex)];
        }
        catch (FormatException)
        {
            throw new FormatException(
                $"'{Shorten(hex)}' is not hex; give two digits per byte, such as 8080089e4e200000"
            );
        }
    }

    private static CaptureValue Value(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3)
        {
            throw new FormatException(
                $"'{Shorten(text)}' is not SENSOR QUANTITY VALUE, such as internal temperature 22.06"
            );
        }

        var quantity =
            CaptureWords.QuantityOf(words[1])
            ?? throw new FormatException($"unknown quantity '{Shorten(words[1])}'; quantities: temperature, humidity");
        return new CaptureValue(words[0] == CaptureWords.NoSensor ? "" : words[0], quantity, Number(words[2]));
    }

    private static double? Number(string text) =>
        text == CaptureWords.Absent ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
        : throw new FormatException($"'{Shorten(text)}' is neither a number nor '{CaptureWords.Absent}'");

    private static string Shorten(string text) => text.Length > MaxEcho ? $"{text[..MaxEcho]}..." : text;
}
