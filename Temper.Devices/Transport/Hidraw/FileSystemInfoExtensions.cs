namespace Temper.Devices.Transport.Hidraw;

internal static class FileSystemInfoExtensions
{
    /// <summary>The directory that holds this one.</summary>
    public static DirectoryInfo? Parent(this FileSystemInfo entry) => (entry as DirectoryInfo)?.Parent;
}
