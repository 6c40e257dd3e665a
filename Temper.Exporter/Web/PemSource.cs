using Temper.CommandLine;
using Temper.Emulator;

namespace Temper.Exporter.Web;

/// <summary>Certificates or a key in PEM format: in a file, or in the configuration itself.</summary>
/// <param name="Key">The key of the configuration that names it, for messages.</param>
/// <param name="Path">The file, or <see langword="null"/>.</param>
/// <param name="Text">The text, if there is no file.</param>
internal sealed record PemSource(string Key, string? Path, string Text)
{
    private const int MaxLength = 1 << 20;

    /// <summary>Reads the text.</summary>
    /// <exception cref="FormatException">The file is unreadable; the message is one line.</exception>
    public string Read()
    {
        try
        {
            return Path is null ? Text : TextFile.Read(Path, MaxLength);
        }
        catch (FormatException e)
        {
            throw Error(e.Message);
        }
        catch (Exception e) when (TextFile.IsUnreadable(e))
        {
            throw new FormatException($"{Key}: cannot read '{Path}': {FileProblem.Of(Path!, e)}", e);
        }
    }

    /// <summary>Creates an error that names the key, and the file if there is one.</summary>
    public FormatException Error(string message) =>
        new(Path is null ? $"{Key}: {message}" : $"{Key}: '{Path}': {message}");
}
