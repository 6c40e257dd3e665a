using System.Runtime.InteropServices;

namespace Temper.Exporter.Metrics;

/// <summary>
/// Counts the entries of /proc/self/fd with readdir(3). .NET's own enumeration would need a system call for each entry,
/// because it follows each link to find out whether its target is a folder.
/// </summary>
internal static partial class Descriptors
{
    private const int DotEntries = 2; // "." and ".."

    /// <summary>Counts the open descriptors, including the one that reads the folder.</summary>
    /// <returns>The number, or <see langword="null"/> if the folder cannot be read.</returns>
    public static double? Count(string path)
    {
        var folder = OpenDirectory(path);
        if (folder == 0)
        {
            return null;
        }

        var entries = 0;
        while (ReadDirectory(folder) != 0)
        {
            entries++;
        }

        _ = CloseDirectory(folder);
        return Math.Max(entries - DotEntries, 0);
    }

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadDirectory(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseDirectory(nint folder);
}
