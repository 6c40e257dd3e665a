using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Web;

/// <summary>Admits requests: within the rate limit, and with a password if users are configured.</summary>
/// <param name="access">The users, the limits and the headers.</param>
/// <param name="next">Answers the requests that are admitted.</param>
/// <param name="logger">Gets the rejected ones.</param>
internal sealed partial class WebGate(WebAccess access, RequestDelegate next, ILogger logger)
{
    private const string HealthPath = "/-/healthy";
    private const string Scheme = "Basic ";

    /// <summary>Handles a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var connection = context.Features.Get<IConnectionItemsFeature>()!.Items;
        if (connection.ContainsKey(WebConnections.OwnProbe))
        {
            await (
                context.Request.Path == HealthPath
                    ? next(context)
                    : AnswerAsync(context, StatusCodes.Status404NotFound, "not found")
            );
            return;
        }

        var policy = access.Policy;
        if (WebConnections.PolicyOf(connection) != policy)
        {
            // Accepted before a reload, and not closed yet.
            context.Abort();
            return;
        }

        if (policy.Limit?.TryTake() == false)
        {
            await AnswerAsync(context, StatusCodes.Status429TooManyRequests, "too many requests");
            return;
        }

        AddHeaders(context.Response, policy.Headers);
        if (policy.Passwords is not { } passwords || await IsAdmittedAsync(context, passwords))
        {
            await next(context);
        }
    }

    // When the response starts, so that they replace the headers that the endpoints set.
    private static void AddHeaders(HttpResponse response, IReadOnlyList<(string Name, string Value)> headers)
    {
        if (headers.Count > 0)
        {
            response.OnStarting(() =>
            {
                foreach (var (name, value) in headers)
                {
                    response.Headers[name] = value;
                }

                return Task.CompletedTask;
            });
        }
    }

    /// <summary>Verifies the password of a request, and answers the request if it is not right.</summary>
    private async Task<bool> IsAdmittedAsync(HttpContext context, Passwords passwords)
    {
        var client = context.Connection.RemoteIpAddress ?? IPAddress.None;
        bool? isRight = false;
        if (TryParse(context.Request.Headers.Authorization, out var user, out var password))
        {
            isRight = await passwords.VerifyAsync(user, password, client, context.RequestAborted);
            if (isRight == false)
            {
                LogRejected(logger, client);
            }
        }

        if (isRight is null)
        {
            context.Response.Headers.RetryAfter = "1";
            await AnswerAsync(context, StatusCodes.Status429TooManyRequests, "too many passwords are being verified");
        }
        else if (isRight == false)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"temper-exporter\", charset=\"UTF-8\"";
            await AnswerAsync(context, StatusCodes.Status401Unauthorized, "user and password required");
        }

        return isRight == true;
    }

    // RFC 7617, section 2.
    private static bool TryParse(string? header, out string user, out string password)
    {
        (user, password) = ("", "");
        if (header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }

        var encoded = header.AsSpan(Scheme.Length).Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        (user, password) = colon < 0 ? ("", "") : (text[..colon], text[(colon + 1)..]);
        return colon >= 0;
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync($"{text}\n", context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Warning, "password rejected client={Client}")]
    private static partial void LogRejected(ILogger logger, IPAddress client);
}
