using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Linux;

/// <summary>
/// Lists a folder with readdir(3). .NET's own enumeration would need two system calls for each link, to find out
/// whether it leads to a folder; <c>/sys/class/tty</c> has some 70 of them.
/// </summary>
internal static partial class Folder
{
    // struct dirent64: inode number and offset of 8 bytes each, length of 2, type of 1, then the name.
    private const int NameOffset = 19;

    /// <summary>Lists the names in a folder, in no order.</summary>
    /// <returns>The names, or <see langword="null"/> if there is no such folder.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static IReadOnlyList<string>? TryList(string path)
    {
        var folder = OpenDirectory(path);
        if (folder == 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            return errno == Errno.NoEntry ? null : throw new IOException(Errno.Describe(errno));
        }

        try
        {
            var names = new List<string>();
            while (ReadDirectory(folder) is var entry and not 0)
            {
                if (Marshal.PtrToStringUTF8(entry + NameOffset) is { } name and not ("." or ".."))
                {
                    names.Add(name);
                }
            }

            return names;
        }
        finally
        {
            _ = CloseDirectory(folder);
        }
    }

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "readdir64")]
    private static partial nint ReadDirectory(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseDirectory(nint folder);
}
