namespace Temper.CommandLine;

/// <summary>A part of <c>--help</c> that follows the flags: a title and rows of two columns.</summary>
/// <param name="Title">The title, without a colon.</param>
/// <param name="Rows">What stands on the left, such as a command line, and what it means.</param>
internal sealed record HelpSection(string Title, IReadOnlyList<(string Term, string Meaning)> Rows)
{
    private const int MaxTermWidth = 60;

    /// <summary>Writes the section in the layout of the parser's own sections.</summary>
    public void WriteTo(TextWriter output)
    {
        var width = Math.Min(Rows.Max(row => row.Term.Length), MaxTermWidth);
        output.WriteLine($"{Title}:");
        foreach (var (term, meaning) in Rows)
        {
            output.WriteLine($"  {term.PadRight(width)}  {meaning}".TrimEnd());
        }

        output.WriteLine();
    }
}
