using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Temper.Devices;
using Temper.Exporter.Metrics;
using Temper.Exporter.Page;

namespace Temper.Exporter.Http;

/// <summary>
/// Routes requests: metrics, the readings as a page and as JSON, and health. Everything else is not found.
/// </summary>
internal sealed class ExporterEndpoints(TemperDeviceSet devices, ServerSettings settings, ILogger logger) : IDisposable
{
    private const string ReloadPath = "/-/reload";
    private const string PlainText = "text/plain; charset=utf-8";
    private const string ReadingsPath = "/api/v1/readings";

    private readonly PageFiles _page = new(settings.TelemetryPath, settings.IsSimulated, settings.History.KeepsPoints);
    private readonly RequestLimit _limit = new(settings.MaxRequests);
    private readonly Exposition _exposition = new(
        settings.WithDewPoint,
        settings.WithProcessMetrics,
        TimeProvider.System,
        settings.IsSimulated,
        settings.Config,
        settings.Reload
    );

    /// <summary>Answers a request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (request.Path == ReloadPath)
        {
            return ReloadAsync(context);
        }

        if (request.Method is not ("GET" or "HEAD")) // not HttpMethods.IsGet: methods are case-sensitive (RFC 9110 9.1)
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return WriteAsync(
                context,
                StatusCodes.Status405MethodNotAllowed,
                PlainText,
                "method not allowed; use GET or HEAD\n"
            );
        }

        if (
            request.Path == ReadingsPath
            || request.Path == HistoryEndpoint.Path
            || request.Path == settings.TelemetryPath
        )
        {
            settings.CrossOrigin?.AddHeaders(context);
        }

        return request.Path.Value switch
        {
            "/" when Negotiation.WantsHtml(request) => WriteHomePageAsync(context),
            "/" => ServeMetricsAsync(context),
            ReadingsPath => ServeReadingsAsync(context),
            HistoryEndpoint.Path => ServeHistoryAsync(context),
            // Answered without asking a device.
            "/-/healthy" or "/-/ready" => WriteAsync(context, StatusCodes.Status200OK, PlainText, "ok\n"),
            var path when path == settings.TelemetryPath => ServeMetricsAsync(context),
            { } path when path is not PageFiles.Html && _page.Has(path) => WritePageAsync(context, path),
            _ => WriteAsync(
                context,
                StatusCodes.Status404NotFound,
                PlainText,
                $"not found; metrics are at {settings.TelemetryPath}\n"
            ),
        };
    }

    public void Dispose() => _exposition.Dispose();

    // As Prometheus answers.
    private async Task ReloadAsync(HttpContext context)
    {
        var isAllowed = context.Request.Method is "POST" or "PUT";
        if (!isAllowed)
        {
            context.Response.Headers.Allow = "POST, PUT";
        }

        var (status, text) =
            !isAllowed ? (StatusCodes.Status405MethodNotAllowed, "method not allowed; use POST or PUT")
            : !settings.IsLifecycleEnabled
                ? (StatusCodes.Status403Forbidden, "lifecycle API is not enabled; it needs --web.enable-lifecycle")
            : await settings.Reload.ReloadAsync(logger) is { } problem
                ? (StatusCodes.Status500InternalServerError, $"failed to reload configuration: {problem}")
            : (StatusCodes.Status200OK, "ok");
        await WriteAsync(context, status, PlainText, text + "\n");
    }

    private Task WriteHomePageAsync(HttpContext context)
    {
        context.Response.Headers.Vary = HeaderNames.Accept;
        return WritePageAsync(context, PageFiles.Html);
    }

    private Task ServeMetricsAsync(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return ServeSnapshotAsync(context, WriteMetricsAsync);
    }

    private Task ServeReadingsAsync(HttpContext context)
    {
        var hours = 0;
        return HistoryEndpoint.ProblemOf(context.Request, "history", ref hours, least: 0) is { } problem
            ? WriteAsync(context, StatusCodes.Status400BadRequest, PlainText, problem + "\n")
            : ServeSnapshotAsync(context, (_, snapshot) => WriteReadingsAsync(context, snapshot, hours));
    }

    private Task ServeHistoryAsync(HttpContext context)
    {
        var hours = ReadingHistory.Hours;
        return HistoryEndpoint.ProblemOf(context.Request, "hours", ref hours, least: 1) is { } problem
                ? WriteAsync(context, StatusCodes.Status400BadRequest, PlainText, problem + "\n")
            : settings.History.KeepsPoints ? HistoryEndpoint.WriteAsync(context, settings, hours)
            : WriteAsync(context, StatusCodes.Status404NotFound, PlainText, "no history is kept (--no-history)\n");
    }

    private async Task ServeSnapshotAsync(HttpContext context, Func<HttpContext, TemperSnapshot, Task> write)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!_limit.TryEnter())
        {
            await WriteAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                PlainText,
                $"{settings.MaxRequests} requests are being answered (--web.max-requests); try again later\n"
            );
            return;
        }

        try
        {
            await ReadAndWriteAsync(context, write);
        }
        finally
        {
            _limit.Leave();
        }
    }

    private async Task ReadAndWriteAsync(HttpContext context, Func<HttpContext, TemperSnapshot, Task> write)
    {
        TemperSnapshot snapshot;
        try
        {
            snapshot = ScrapeTimeout.TimeoutOf(context.Request, settings.TimeoutOffset) is { } timeout
                ? await devices.ReadAsync(timeout, context.RequestAborted)
                : await devices.ReadAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Either the client has disconnected and does not read this, or the program is stopping.
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, PlainText, "shutting down\n");
            return;
        }
        catch (Exception e) when (e is TemperException or IOException or UnauthorizedAccessException)
        {
            await WriteAsync(
                context,
                StatusCodes.Status500InternalServerError,
                PlainText,
                $"cannot list devices: {e.Message}\n"
            );
            return;
        }

        settings.History.Add(snapshot);
        settings.SnapshotTaken?.Invoke(snapshot);
        await write(context, snapshot);
    }

    private async Task WriteMetricsAsync(HttpContext context, TemperSnapshot snapshot)
    {
        var contentType = Negotiation.ExpositionTypeOf(context.Request);
        var names = context.Request.Query["name[]"]; // the parameter with which prometheus_client selects metrics
        using var text = await _exposition.WriteAsync(
            snapshot,
            contentType,
            names.Count == 0 ? null : name => names.Contains(name),
            context.RequestAborted
        );
        await WriteAsync(context, StatusCodes.Status200OK, contentType, text.Memory);
    }

    private async Task WriteReadingsAsync(HttpContext context, TemperSnapshot snapshot, int hours)
    {
        await Task.Yield(); // leaves the thread of the device, because a day of history takes long to write
        var text = new ReadingsReport(settings.History, settings.Config.Value.Names).Of(snapshot, hours);
        await WriteAsync(context, StatusCodes.Status200OK, "application/json", text);
    }

    private Task WritePageAsync(HttpContext context, string name)
    {
        var (contentType, text) = _page.Find(name);
        // A few kilobytes, which must match the version of the exporter.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = PageFiles.ContentSecurityPolicy;
        return WriteAsync(context, StatusCodes.Status200OK, contentType, text);
    }

    private static Task WriteAsync(HttpContext context, int status, string contentType, string text) =>
        WriteAsync(context, status, contentType, Encoding.UTF8.GetBytes(text));

    private static Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> bytes)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
