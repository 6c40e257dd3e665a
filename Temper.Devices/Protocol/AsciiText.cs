using System.Text;

namespace Temper.Devices.Protocol;

/// <summary>Bytes that should be ASCII text, made printable.</summary>
internal static class AsciiText
{
    private const char Replacement = '\ufffd';

    /// <summary>
    /// Returns text without padding (spaces, NUL) at its end, with U+FFFD for all but printable ASCII.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes.TrimEnd([(byte)0, (byte)' ']))
        {
            text.Append(value is >= 0x20 and < 0x7f ? (char)value : Replacement);
        }

        return text.ToString();
    }

    /// <summary>Quotes lines for a message: each in quotation marks, separated by spaces.</summary>
    public static string Quote(IEnumerable<byte[]> lines) => string.Join(' ', lines.Select(line => $"\"{Of(line)}\""));
}
