using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Linux;

/// <summary>
/// The entries that a folder of sysfs had when it was listed, and whether it still has the same ones. An entry that
/// takes the place of another is a new one even if it has the same name: it has another inode number, because kernfs
/// numbers its entries in a cycle (fs/kernfs/dir.c, since Linux 4.14).
/// </summary>
/// <remarks>
/// Read with readdir(3). .NET's own enumeration would need two system calls for each link, to find out whether it leads
/// to a folder; <c>/sys/class/tty</c> has some 70 of them.
/// </remarks>
internal sealed partial class FolderListing
{
    // struct dirent64: inode number and offset of 8 bytes each, length of 2, type of 1, then the name.
    private const int NameOffset = 19;

    private readonly string _path;
    private readonly List<Entry> _entries = [];

    private FolderListing(string path) => _path = path;

    /// <summary>Whether there was such a folder.</summary>
    public bool Exists { get; private init; } = true;

    /// <summary>The entries, in no order; none if there was no such folder.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Lists a folder.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static FolderListing Of(string path)
    {
        var folder = OpenDirectory(path);
        if (folder == 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            return errno == Errno.NoEntry
                ? new FolderListing(path) { Exists = false }
                : throw new IOException(Errno.Describe(errno));
        }

        try
        {
            var listing = new FolderListing(path);
            while (ReadEntry(folder) is var entry and not 0)
            {
                listing._entries.Add(new Entry(Marshal.PtrToStringUTF8(entry + NameOffset)!, InodeOf(entry)));
            }

            return listing;
        }
        finally
        {
            _ = CloseDirectory(folder);
        }
    }

    /// <summary>Returns whether the folder has the same entries in the same order. Never fails.</summary>
    public bool IsCurrent()
    {
        var folder = OpenDirectory(_path);
        if (folder == 0)
        {
            return !Exists && Marshal.GetLastPInvokeError() == Errno.NoEntry;
        }

        try
        {
            var count = 0;
            while (ReadEntry(folder) is var entry and not 0)
            {
                if (count == _entries.Count || _entries[count].Inode != InodeOf(entry))
                {
                    return false;
                }

                count++;
            }

            return Exists && count == _entries.Count;
        }
        finally
        {
            _ = CloseDirectory(folder);
        }
    }

    // Except "." and "..". At the end, returns 0.
    private static nint ReadEntry(nint folder)
    {
        var entry = ReadDirectory(folder);
        while (entry != 0 && IsDots(entry))
        {
            entry = ReadDirectory(folder);
        }

        return entry;
    }

    private static ulong InodeOf(nint entry) => (ulong)Marshal.ReadInt64(entry);

    // Creates no string, because this is asked at each scrape.
    private static bool IsDots(nint entry) =>
        Marshal.ReadByte(entry + NameOffset) == '.'
        && (
            Marshal.ReadByte(entry + NameOffset + 1) == 0
            || (Marshal.ReadByte(entry + NameOffset + 1) == '.' && Marshal.ReadByte(entry + NameOffset + 2) == 0)
        );

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "readdir64")]
    private static partial nint ReadDirectory(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseDirectory(nint folder);

    /// <summary>An entry of the folder.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Inode">Its inode number, which in sysfs no later entry has.</param>
    internal readonly record struct Entry(string Name, ulong Inode);
}
