using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Temper.Devices;

namespace Temper.Exporter.Http;

/// <summary>A plain page with the readings and what is wrong, for people who look with a browser.</summary>
internal static class ReadingsPage
{
    /// <summary>The page has a style of its own and nothing else: no script, no image, nothing from elsewhere.</summary>
    public const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Temper</title>
        <style>
        :root { color-scheme: light dark; font-family: sans-serif }
        td, th { padding: .2em 1em .2em 0; text-align: left }
        td.value { text-align: right; font-variant-numeric: tabular-nums }
        </style>
        </head>
        <body>
        <h1>Temper</h1>

        """;

    private const string Foot = """
        <p><a href="/metrics">Metrics</a></p>
        </body>
        </html>

        """;

    public static string Write(TemperSnapshot snapshot)
    {
        var page = new StringBuilder(Head);
        if (snapshot.Sticks.IsEmpty)
        {
            page.Append("<p>No stick found: plug one in.</p>\n");
        }
        else
        {
            page.Append("<table>\n<tr><th>Port path</th><th>Stick</th><th>Sensor</th><th>Reading</th></tr>\n");
            foreach (var stick in snapshot.Sticks)
            {
                WriteStick(page, stick);
            }

            page.Append("</table>\n");
        }

        return page.Append(Foot).ToString();
    }

    private static void WriteStick(StringBuilder page, StickSnapshot stick)
    {
        if (stick.Error is { } error)
        {
            WriteRow(page, stick, sensor: "", error.Message, isValue: false);
        }

        foreach (var sensor in stick.Reading?.Sensors ?? [])
        {
            var value = string.Create(CultureInfo.InvariantCulture, $"{sensor.Value:0.00} {sensor.Unit}");
            WriteRow(page, stick, sensor.Sensor, value, isValue: true);
        }

        foreach (var absent in stick.Reading?.Absent ?? [])
        {
            WriteRow(page, stick, absent.Sensor, "no probe", isValue: false);
        }

        foreach (var refused in stick.Reading?.Refused ?? [])
        {
            WriteRow(page, stick, refused.Sensor, "a value that the sensor cannot measure", isValue: false);
        }
    }

    private static void WriteRow(StringBuilder page, StickSnapshot stick, string sensor, string text, bool isValue)
    {
        page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Inert(stick.PortPath)}</td><td>{Inert(stick.Info?.Version ?? "")}</td>");
        page.Append(CultureInfo.InvariantCulture, $"<td>{Inert(sensor)}</td><td{(isValue ? " class=\"value\"" : "")}>{Inert(text)}</td></tr>\n");
    }

    private static string Inert(string text) => HtmlEncoder.Default.Encode(text);
}
