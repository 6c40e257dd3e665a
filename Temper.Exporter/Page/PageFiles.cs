using System.Net;

namespace Temper.Exporter.Page;

/// <summary>The files of the page for browsers, which loads the readings from <c>/api/v1/readings</c>.</summary>
internal sealed class PageFiles
{
    public const string Html = "/page.html";
    private const string Prefix = "page/"; // of the names of the embedded files

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
    /// <param name="hasHistory">Whether there are earlier values to plot.</param>
    public PageFiles(string telemetryPath, bool isSimulated = false, bool hasHistory = true)
    {
        _files = Names.ToDictionary(name => name, name => (TypeOf(name), Read(name)));
        var (type, html) = _files[Html];
        // Links are relative, so that they work behind a reverse proxy that adds a path.
        _files[Html] = (
            type,
            html.Replace("{metrics}", $".{telemetryPath}")
                .Replace("{version}", BuildInfo.Version)
                .Replace("{host}", WebUtility.HtmlEncode(Environment.MachineName))
                .Replace("{history}", hasHistory ? "on" : "off")
                .Replace("{simulated}", isSimulated ? SimulatedNotice : "")
        );
    }

    /// <summary>The paths of all files.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(PageFiles)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[(Prefix.Length - 1)..]),
    ];

    /// <summary>Whether a path is that of a file.</summary>
    public bool Has(string path) => _files.ContainsKey(path);

    public (string ContentType, string Text) Find(string path) => _files[path];

    private static string TypeOf(string path) =>
        Path.GetExtension(path) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => "text/javascript; charset=utf-8",
        };

    private static string Read(string path)
    {
        using var file = new StreamReader(
            typeof(PageFiles).Assembly.GetManifestResourceStream(Prefix + path.TrimStart('/'))!
        );
        return file.ReadToEnd();
    }
}
