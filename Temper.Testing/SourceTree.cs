namespace Temper.Testing;

/// <summary>The sources that the tests were built from, for tests about the sources.</summary>
public static class SourceTree
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Temper.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests run outside of the source tree");
        }

        return folder.FullName;
    }
}
