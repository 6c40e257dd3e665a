using System.Text;
using Temper.CommandLine;

namespace Temper.Read;

/// <summary>Aligns rows of cells in columns, two spaces apart.</summary>
internal static class Table
{
    public static string Of(IReadOnlyCollection<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Select(row => row.Select(TerminalText.Of).ToArray()))
        {
            for (var column = 0; column < row.Length; column++)
            {
                var isLast = column == row.Length - 1;
                text.Append(isLast ? row[column] : row[column].PadRight(WidthOf(rows, column) + 2));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    // The last cell of a row has no influence on the width, so that a long message does not widen a column.
    private static int WidthOf(IEnumerable<string[]> rows, int column) =>
        rows.Where(row => row.Length > column + 1).Max(row => row[column].Length);
}
