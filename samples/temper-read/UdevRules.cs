namespace Temper.Read;

/// <summary>The udev rules that let users other than root read devices.</summary>
internal static class UdevRules
{
    /// <summary>The file <c>60-temper.rules</c>: comments that say where to install it, and the rules.</summary>
    public static string Text { get; } = Load();

    private static string Load()
    {
        using var file = typeof(UdevRules).Assembly.GetManifestResourceStream("60-temper.rules")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
