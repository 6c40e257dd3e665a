using System.Globalization;
using System.Text;

namespace Temper.CommandLine;

/// <summary>
/// Makes text from a device or a user safe to print: a hostile device could send escape sequences to the terminal.
/// </summary>
internal static class TerminalText
{
    /// <summary>Replaces everything that a terminal or an editor acts on by U+FFFD; the result is one line.</summary>
    public static string Of(string text)
    {
        var inert = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // lone surrogates become U+FFFD here
        {
            inert.Append(IsHarmless(rune) ? rune : Rune.ReplacementChar);
        }

        return inert.ToString();
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
