using System.Globalization;
using Microsoft.AspNetCore.Http;
using Temper.Exporter.Page;

namespace Temper.Exporter.Http;

/// <summary>Serves the history as JSON or CSV, without asking a device.</summary>
internal static class HistoryEndpoint
{
    public const string Path = "/api/v1/history";

    /// <summary>Reads the number of hours that a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="hours">The number, or the default if the parameter is absent.</param>
    /// <param name="least">The smallest number that is valid.</param>
    /// <returns>What is wrong, in one line, or <see langword="null"/>.</returns>
    public static string? ProblemOf(HttpRequest request, string parameter, ref int hours, int least)
    {
        string? text = request.Query[parameter];
        return
            text is null
            || (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out hours)
                && hours >= least
                && hours <= ReadingHistory.Hours
            )
            ? null
            : $"{parameter}: not a number of hours from {least} to {ReadingHistory.Hours}";
    }

    /// <summary>Writes the history.</summary>
    /// <param name="context">The request; its parameters are valid.</param>
    /// <param name="settings">What to serve.</param>
    /// <param name="hours">How many hours.</param>
    public static async Task WriteAsync(HttpContext context, ServerSettings settings, int hours)
    {
        await Task.Yield(); // leaves the thread of the sockets, because a day of history takes long to write
        var response = context.Response;
        var report = new HistoryReport(settings.History.Range(hours), settings.Config.Value.Names);
        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.CacheControl = "no-store";
        var isCsv = context.Request.Query["format"] == "csv";
        response.ContentType = isCsv ? "text/csv; charset=utf-8" : "application/json";
        if (isCsv)
        {
            response.Headers.ContentDisposition = "attachment; filename=\"temper.csv\"";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await (
                isCsv
                    ? report.WriteCsvAsync(response.BodyWriter, context.RequestAborted)
                    : report.WriteJsonAsync(response.BodyWriter, context.RequestAborted)
            );
        }
    }
}
