namespace Temper.Exporter.Page;

/// <summary>The files of the page for browsers, which loads the readings from <c>/api/v1/readings</c>.</summary>
internal sealed class PageFiles
{
    public const string Html = "/page.html";
    public const string Style = "/page.css";
    public const string Script = "/page.js";

    /// <summary>
    /// Allows the page to load files and readings from this exporter only, and no site to frame it. The image is its
    /// icon.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly Dictionary<string, (string ContentType, string Text)> _files;

    private const string SimulatedNotice =
        "<p id=\"simulated\" role=\"note\">Devices are simulated: readings are not measurements.</p>";

    /// <summary>Loads the files.</summary>
    /// <param name="telemetryPath">The path of the metrics.</param>
    /// <param name="isSimulated">Whether the page says that the devices are emulated.</param>
    public PageFiles(string telemetryPath, bool isSimulated = false) =>
        _files = new()
        {
            // The link is relative, so that it works behind a reverse proxy that adds a path.
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
