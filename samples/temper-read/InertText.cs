using System.Text;

namespace Temper.Read;

/// <summary>Text from a stick, made safe to print: a hostile one could send escape sequences to the terminal.</summary>
internal static class InertText
{
    public static string Of(string text)
    {
        var inert = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // lone surrogates become U+FFFD here
        {
            inert.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }

        return inert.ToString();
    }
}
