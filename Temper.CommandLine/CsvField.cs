namespace Temper.CommandLine;

/// <summary>The fields of comma-separated values, quoted as in RFC 4180.</summary>
internal static class CsvField
{
    /// <summary>
    /// Quotes a field if necessary. A spreadsheet would evaluate a field that begins like a formula, and the text may
    /// come from a device, so such a field is preceded by an apostrophe.
    /// </summary>
    public static string Of(string field)
    {
        var safe = field.Length > 0 && "=+-@".Contains(field[0], StringComparison.Ordinal) ? $"'{field}" : field;
        return safe.AsSpan().IndexOfAny(',', '"', '\n') >= 0
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
