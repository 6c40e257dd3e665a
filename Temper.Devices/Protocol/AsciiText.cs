using System.Text;

namespace Temper.Devices.Protocol;

/// <summary>Bytes that should be ASCII text, made printable.</summary>
internal static class AsciiText
{
    private const char Replacement = '\ufffd';

    /// <summary>The text without padding (blanks, NUL) at its end; anything but printable ASCII as U+FFFD.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes.TrimEnd([(byte)0, (byte)' ']))
        {
            text.Append(value is >= 0x20 and < 0x7f ? (char)value : Replacement);
        }

        return text.ToString();
    }

    /// <summary>Lines as a message quotes them: each in quotation marks, a blank between them.</summary>
    public static string Quote(IEnumerable<byte[]> lines) => string.Join(' ', lines.Select(line => $"\"{Of(line)}\""));
}
