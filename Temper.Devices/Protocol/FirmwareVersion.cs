using System.Text;
using Temper.Devices.Protocol.Hid;

namespace Temper.Devices.Protocol;

/// <summary>
/// The reply to the version query: two reports of text, with padding and left-overs of the device's buffer.
/// </summary>
internal sealed class FirmwareVersion
{
    private FirmwareVersion(ReadOnlySpan<byte> bytes)
    {
        Hex = HexText.Of(bytes);
        Text = AsciiText.Of(bytes);
        Name = Text[..(Text.Length - LeftOverLength(bytes, Text.Length))];
    }

    /// <summary>
    /// The text without padding (spaces, NUL) at its end, with U+FFFD for all but printable ASCII.
    /// </summary>
    public string Text { get; }

    /// <summary>
    /// <see cref="Text"/> without what the second report still holds of the first: a device fills its one 8-byte
    /// buffer anew, so <c>TEMPer1F1.1Per1F</c> is the name <c>TEMPer1F1.1</c> (captures 1f11, f12, 1fv13).
    /// </summary>
    public string Name { get; }

    /// <summary>The bytes of the reply, in hex.</summary>
    public string Hex { get; }

    /// <summary>Takes the reports of a version reply, one after the other.</summary>
    public static FirmwareVersion FromBytes(ReadOnlySpan<byte> bytes) => new(bytes);

    /// <summary>Takes a version as people write it.</summary>
    public static FirmwareVersion FromText(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static int LeftOverLength(ReadOnlySpan<byte> bytes, int textLength)
    {
        if (textLength != 2 * Queries.ReportLength)
        {
            return 0; // padded, so the device wrote the whole second report itself
        }

        var first = bytes[..Queries.ReportLength];
        var second = bytes[Queries.ReportLength..];
        var length = 0;
        while (length < Queries.ReportLength && first[^(length + 1)] == second[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}
