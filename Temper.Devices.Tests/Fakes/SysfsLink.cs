namespace Temper.Devices.Tests.Fakes;

/// <summary>A link of a fake sysfs.</summary>
internal static class SysfsLink
{
    /// <summary>
    /// Creates a link, or replaces one. The new link exists before the old one disappears, so that it has another inode
    /// number, as it always has in sysfs. Other file systems use the number of a deleted file again.
    /// </summary>
    /// <param name="link">The path of the link.</param>
    /// <param name="target">The absolute path of the folder that it leads to.</param>
    public static void Create(string link, string target)
    {
        var replaced = $"{link}.old";
        if (new FileInfo(link).LinkTarget is not null)
        {
            Directory.Move(link, replaced);
        }

        File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, target));
        File.Delete(replaced);
    }
}
