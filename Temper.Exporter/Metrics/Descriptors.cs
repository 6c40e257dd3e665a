using System.Runtime.InteropServices;

namespace Temper.Exporter.Metrics;

/// <summary>
/// Counts the entries of /proc/self/fd with readdir(3), whose entries it need not look at. .NET's own enumeration
/// follows each of these links to learn whether it leads to a folder, which is a system call for each descriptor.
/// </summary>
internal static partial class Descriptors
{
    private const int DotEntries = 2; // "." and ".."

    /// <summary>Counts the open descriptors, among them the one that reads the folder.</summary>
    /// <returns>The number, or <see langword="null"/> where the folder cannot be read.</returns>
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
