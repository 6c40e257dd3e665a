namespace Temper.CommandLine;

/// <summary>Suggests what was meant by a misspelled word.</summary>
internal static class Spelling
{
    private const int MaxEdits = 3;

    /// <summary>
    /// The known word that takes the fewest edits to get to, or <see langword="null"/> when none is near.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known) =>
        known
            .Select(candidate => (Word: candidate, Edits: EditsBetween(word, candidate)))
            .Where(candidate => candidate.Edits <= MaxEdits)
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();

    // Levenshtein distance.
    private static int EditsBetween(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var row = 1; row <= from.Length; row++)
        {
            var current = new int[to.Length + 1];
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = previous[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
