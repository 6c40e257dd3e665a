namespace Temper.Testing;

/// <summary>A file that is deleted at the end of its test.</summary>
public sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string content) => File.WriteAllText(Path, content);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // A program that was interrupted may still read it, so it stays among the temporary files.
        }
    }
}
