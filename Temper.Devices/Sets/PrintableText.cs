using System.Globalization;
using System.Text;

namespace Temper.Devices.Sets;

/// <summary>
/// Text from a device, made safe to print: one line, without anything that a terminal, a log
/// or a label takes for a command.
/// </summary>
internal static class PrintableText
{
    /// <summary>
    /// The text with control characters, lone surrogates and format characters as U+FFFD, cut to a length.
    /// </summary>
    public static string Of(string text, int maxLength = int.MaxValue)
    {
        var printable = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes()) // lone surrogates become U+FFFD here
        {
            if (printable.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            printable.Append(IsHarmless(rune) ? rune : Rune.ReplacementChar);
        }

        return printable.ToString();
    }

    // Format characters can turn the direction of text around, or hide in it.
    private static bool IsHarmless(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
