using System.Text;

namespace Temper.Devices.Transport.Linux;

/// <summary>The small text files of sysfs. They are read often, so without a stream and its buffers.</summary>
internal static class SysfsText
{
    private const int PageSize = 4096; // no attribute is longer

    /// <summary>
    /// Reads the text of a file, without white space at its ends. Returns an empty text if it is unreadable.
    /// </summary>
    public static string Read(string directory, string file)
    {
        try
        {
            using var handle = File.OpenHandle(Path.Combine(directory, file));
            Span<byte> text = stackalloc byte[PageSize];
            return Encoding.UTF8.GetString(text[..RandomAccess.Read(handle, text, fileOffset: 0)]).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
