using System.Runtime.InteropServices;

namespace Temper.Exporter.Metrics;

/// <summary>
/// Counts the entries of /proc/self/fd with readdir(3). .NET's own enumeration would need a system call for each entry,
/// because it follows each link to find out whether its target is a folder. The folder stays open, which saves opening
/// it for each scrape.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed partial class Descriptors(string path) : IDisposable
{
    private const int DotEntries = 2; // "." and ".."

    private Folder? _folder;

    /// <summary>Counts the open descriptors, including the one that reads the folder.</summary>
    /// <returns>The number, or <see langword="null"/> if the folder cannot be read.</returns>
    public double? Count()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        if (_folder is null)
        {
            var opened = OpenDirectory(path);
            if (opened.IsInvalid)
            {
                opened.Dispose();
                return null;
            }

            _folder = opened;
        }
        else
        {
            RewindDirectory(_folder);
        }

        var entries = 0;
        while (ReadDirectory(_folder) != 0)
        {
            entries++;
        }

        return Math.Max(entries - DotEntries, 0);
    }

    public void Dispose() => _folder?.Dispose();

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial Folder OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "rewinddir")]
    private static partial void RewindDirectory(Folder folder);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadDirectory(Folder folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseDirectory(nint folder);

    private sealed class Folder() : SafeHandle(invalidHandleValue: 0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle() => CloseDirectory(handle) == 0;
    }
}
