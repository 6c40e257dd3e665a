namespace Temper.CommandLine;

/// <summary>Suggests what was meant by a misspelled word.</summary>
internal static class Spelling
{
    private const int MaxEdits = 3;
    private const int LettersPerEdit = 3;
    private const int MinPart = 3;

    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["--calibration"] = "--config",
        ["TEMPER_CALIBRATION"] = "TEMPER_CONFIG",
    };

    /// <summary>
    /// Returns the new name of a renamed flag. Otherwise returns the known word that needs the fewest edits: a word of
    /// 3 letters may differ in 1 edit, one of 9 or more in 3, because with more edits almost everything is near. If
    /// none is near, returns the only known word that begins or ends with the misspelled one, as <c>--port</c> does in
    /// <c>--bind-port</c>.
    /// </summary>
    /// <returns>The suggestion, or <see langword="null"/> if no known word is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var all = known.ToList();
        if (Renamed.TryGetValue(word, out var newName) && all.Contains(newName))
        {
            return newName;
        }

        var bare = word.TrimStart('-');
        var maxEdits = Math.Clamp(bare.Length / LettersPerEdit, 1, MaxEdits);
        return all.Select(candidate => (Word: candidate, Edits: EditsBetween(word, candidate)))
                .Where(candidate => candidate.Edits <= maxEdits)
                .OrderBy(candidate => candidate.Edits)
                .Select(candidate => candidate.Word)
                .FirstOrDefault()
            ?? (
                bare.Length >= MinPart
                && all.Where(candidate => IsPart(bare, candidate.TrimStart('-'))).Take(2).ToList() is [var only]
                    ? only
                    : null
            );
    }

    /// <summary>Returns <c>; did you mean X?</c>, or the alternative if no known word is near.</summary>
    public static string Hint(string word, IEnumerable<string> known, string otherwise) =>
        Nearest(word, known) is { } nearest ? $"; did you mean {nearest}?" : $"; {otherwise}";

    private static bool IsPart(string part, string whole) =>
        whole.StartsWith(part, StringComparison.OrdinalIgnoreCase)
        || whole.EndsWith(part, StringComparison.OrdinalIgnoreCase);

    // Levenshtein distance in which swapping two neighbours is one edit too ("optimal string alignment").
    private static int EditsBetween(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var row = 0; row <= from.Length; row++)
        {
            for (var column = 0; column <= to.Length; column++)
            {
                edits[row, column] =
                    row == 0 ? column
                    : column == 0 ? row
                    : Math.Min(
                        edits[row - 1, column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1),
                        Math.Min(edits[row - 1, column], edits[row, column - 1]) + 1
                    );
                if (row > 1 && column > 1 && (from[row - 1], from[row - 2]) == (to[column - 2], to[column - 1]))
                {
                    edits[row, column] = Math.Min(edits[row, column], edits[row - 2, column - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
