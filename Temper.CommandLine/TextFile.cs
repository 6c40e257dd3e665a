namespace Temper.CommandLine;

/// <summary>
/// Reads files that a user names on the command line, up to a maximum length.
/// </summary>
internal static class TextFile
{
    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="FormatException">The file is longer than <paramref name="maxLength"/> bytes.</exception>
    public static string Read(string path, int maxLength)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[maxLength + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > maxLength)
        {
            throw new FormatException($"longer than {maxLength} bytes; check that it is the right file");
        }

        using var reader = new StreamReader(new MemoryStream(bytes, 0, length)); // drops a byte order mark
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Puts the name of a file before a message, which may begin with a line: <c>FILE, line 3: ...</c>.
    /// </summary>
    public static string Locate(string path, string message) =>
        message.StartsWith("line ", StringComparison.Ordinal) ? $"{path}, {message}" : $"{path}: {message}";

    /// <summary>
    /// Returns whether an exception is one that opening, reading or writing a file may throw. An empty name is an
    /// argument error.
    /// </summary>
    public static bool IsUnreadable(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
