using System.Text;
using Temper.CommandLine;
using Temper.Devices;
using Temper.Emulator;

namespace Temper.Read;

/// <summary>A file that is replaced as a whole, so that a program that reads it never finds a part of it.</summary>
internal static class ReplacedFile
{
    private const string Devices = "/dev/";
    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>
    /// Writes the text to a new file in the same folder, and renames it. If that fails, the old file stays, and the new
    /// one is deleted.
    /// </summary>
    /// <exception cref="TemperConnectionException">The file cannot be written; the message is one line.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            var full = Path.GetFullPath(path);
            var folder = Path.GetDirectoryName(full);
            if (
                folder is null
                || new FileInfo(full).LinkTarget is not null
                || full.StartsWith(Devices, StringComparison.Ordinal)
            )
            {
                // As root, the new file would take the place of /dev/null or /dev/stdout.
                throw new IOException("not a regular file; give the name of one, which may not exist yet");
            }

            // The name does not end like those that collectors look for.
            var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
            try
            {
                WriteNew(temporary, text);
                File.Move(temporary, path, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception e) when (TextFile.IsUnreadable(e))
        {
            throw new TemperConnectionException($"cannot write '{path}': {FileProblem.Of(path, e)}", inner: e);
        }
    }

    // It must not exist, so it cannot be a link that someone else put there.
    private static void WriteNew(string path, string text)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle, ReadableByAll); // also under a strict umask
        }

        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true); // otherwise, the new name could be on the disk before the content
    }
}
