using System.Globalization;
using System.Text;

namespace Temper.CommandLine;

/// <summary>
/// Makes text from a device or a user safe to print. A hostile device could send escape sequences to the terminal.
/// </summary>
internal static class TerminalText
{
    /// <summary>
    /// Replaces each character that a terminal or an editor interprets with U+FFFD. The result is one line.
    /// </summary>
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // lone surrogates become U+FFFD here
        {
            safe.Append(IsHarmless(rune) ? rune : Rune.ReplacementChar);
        }

        return safe.ToString();
    }

    // Format characters can reverse the direction of text, or be invisible.
    private static bool IsHarmless(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
