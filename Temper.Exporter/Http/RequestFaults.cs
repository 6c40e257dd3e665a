using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Http;

/// <summary>
/// Answers with status 500 and one line when a request fails unexpectedly. The web server would log a stack trace each
/// time.
/// </summary>
/// <param name="next">Answers the request.</param>
/// <param name="logger">Takes the fault.</param>
internal sealed partial class RequestFaults(RequestDelegate next, ILogger logger)
{
    /// <summary>Handles a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            var reason = e.Message.ReplaceLineEndings(" ");
            LogFault(logger, context.Request.Path.Value ?? "", reason);
            LogDetails(logger, e);
            if (!context.Response.HasStarted)
            {
                context.Response.Clear();
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync($"internal error: {reason}\n", context.RequestAborted);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "request failed path={Path} reason={Reason}")]
    private static partial void LogFault(ILogger logger, string path, string reason);

    [LoggerMessage(LogLevel.Debug, "request failed")]
    private static partial void LogDetails(ILogger logger, Exception exception);
}
