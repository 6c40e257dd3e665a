using System.Globalization;
using System.Text;

namespace Temper.Devices;

/// <summary>Text from a device, made safe to show: one line, and nothing that a terminal, a log or a label takes for a command.</summary>
internal static class InertText
{
    /// <summary>The text with control characters, lone surrogates and format characters as U+FFFD, cut to a length.</summary>
    public static string Of(string text, int maxLength = int.MaxValue)
    {
        var inert = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes()) // lone surrogates become U+FFFD here
        {
            if (inert.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            inert.Append(IsHarmless(rune) ? rune : Rune.ReplacementChar);
        }

        return inert.ToString();
    }

    // Format characters can turn the direction of text around, or hide in it.
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
