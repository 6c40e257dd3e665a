using System.Collections.Immutable;
using System.Globalization;

namespace Temper.Read;

/// <summary>
/// Parses reports in the forms in which they are posted: <c>8080089e4e200000</c>, <c>80 80 08 9e</c>,
/// <c>80:80:08:9e</c>, <c>0x80, 0x80</c>, on one or several lines.
/// </summary>
internal static class ReportBytes
{
    private const int ReportLength = 8;

    private static readonly char[] Separators = [' ', '\t', ',', ';', ':', '-'];

    /// <summary>
    /// Parses the reports: one for each argument or line, or one for every 8 bytes if each argument is a single byte.
    /// </summary>
    /// <exception cref="FormatException">A word is not hex, or there is none; the message is one line.</exception>
    public static IReadOnlyList<ImmutableArray<byte>> Parse(IReadOnlyCollection<string> arguments)
    {
        var lines = arguments
            .SelectMany(argument => argument.Split('\n', '\r'))
            .Select(BytesOf)
            .Where(bytes => bytes.Length > 0)
            .ToList();
        if (lines.Count == 0)
        {
            throw new FormatException("empty REPORT_HEX; give the bytes in hex, such as 8080089e4e200000");
        }

        // With single bytes, or one long line, the ends of the reports follow from their length.
        return lines.TrueForAll(line => line.Length is > 1 and <= ReportLength)
            ? lines
            : [.. lines.SelectMany(line => line).Chunk(ReportLength).Select(report => report.ToImmutableArray())];
    }

    private static ImmutableArray<byte> BytesOf(string line) =>
        [.. line.Split(Separators, StringSplitOptions.RemoveEmptyEntries).SelectMany(BytesOfWord)];

    private static byte[] BytesOfWord(string word)
    {
        var digits = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? word[2..] : word;
        if (
            digits.Length == 1
            && byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var single)
        )
        {
            return [single]; // 0x0, or 0 in a list of bytes
        }

        try
        {
            return digits.Length > 0 ? Convert.FromHexString(digits) : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new FormatException($"'{word}' is not hex; give two digits per byte, such as 8080089e4e200000");
        }
    }
}
