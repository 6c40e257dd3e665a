namespace Temper.Read;

/// <summary>What to install so that not only root may read devices.</summary>
internal static class UdevRules
{
    /// <summary>The file <c>60-temper.rules</c>: comments say where it goes, the rest is the rules.</summary>
    public static string Text { get; } = Load();

    private static string Load()
    {
        using var file = typeof(UdevRules).Assembly.GetManifestResourceStream("60-temper.rules")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
