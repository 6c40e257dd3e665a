namespace Temper.Exporter.Page;

/// <summary>The page for browsers and what it is made of; it gets its readings from <c>/api/v1/readings</c>.</summary>
internal sealed class PageFiles
{
    public const string Html = "/page.html";
    public const string Style = "/page.css";
    public const string Script = "/page.js";

    /// <summary>
    /// The page loads from and asks this exporter alone, and nobody frames it. The image is its icon.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly Dictionary<string, (string ContentType, string Text)> _files;

    private const string SimulatedNotice =
        "<p id=\"simulated\" role=\"note\">Simulated devices: no reading is a measurement.</p>";

    /// <param name="telemetryPath">Where the metrics are.</param>
    /// <param name="isSimulated">Whether the page says that the devices are emulated.</param>
    public PageFiles(string telemetryPath, bool isSimulated = false) =>
        _files = new()
        {
            // Relative, so that it works below a path of a reverse proxy.
            [Html] = (
                "text/html; charset=utf-8",
                Read(Html)
                    .Replace("{metrics}", $".{telemetryPath}")
                    .Replace("{version}", BuildInfo.Version)
                    .Replace("{simulated}", isSimulated ? SimulatedNotice : "")
            ),
            [Style] = ("text/css; charset=utf-8", Read(Style)),
            [Script] = ("text/javascript; charset=utf-8", Read(Script)),
        };

    public (string ContentType, string Text) Find(string path) => _files[path];

    private static string Read(string path)
    {
        using var file = new StreamReader(typeof(PageFiles).Assembly.GetManifestResourceStream(path.TrimStart('/'))!);
        return file.ReadToEnd();
    }
}
