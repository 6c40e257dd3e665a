namespace Temper.CommandLine;

/// <summary>
/// Files that a user names on the command line: read whole, but never more of them than they can mean.
/// </summary>
internal static class TextFile
{
    /// <summary>The file's text.</summary>
    /// <exception cref="FormatException">It is longer than <paramref name="maxLength"/> bytes, or endless.</exception>
    public static string Read(string path, int maxLength)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[maxLength + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > maxLength)
        {
            throw new FormatException($"longer than {maxLength} bytes: is it the right file?");
        }

        using var reader = new StreamReader(new MemoryStream(bytes, 0, length)); // drops a byte order mark
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Whether the exception is one of those that opening or reading a file may end in; "" is an argument error.
    /// </summary>
    public static bool IsUnreadable(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
