using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Temper.Exporter.Http;

/// <summary>
/// Lets pages of other origins read answers (CORS), without the credentials of the browser's user. There is no answer
/// to a preflight request, so such a page can send neither a password nor another method than GET or HEAD.
/// </summary>
internal sealed class CrossOrigin
{
    private const int MaxLength = 512; // a host name has at most 253 characters

    private readonly Regex _origin;

    private CrossOrigin(Regex origin) => _origin = origin;

    /// <summary>Parses a regular expression that must match the whole origin.</summary>
    public static bool TryParse(string pattern, out CrossOrigin? result)
    {
        result = null;
        try
        {
            // The text that is matched comes from any page, which must not be able to make a match take forever.
            const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            result = pattern.Length > 0 ? new(new Regex($"^(?:{pattern})\\z", Options)) : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // Not a regular expression, or one that does not work without backtracking.
        }

        return result is not null;
    }

    /// <summary>Adds the headers to an answer.</summary>
    public void AddHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.Origin); // also if there is none: the answer may be cached
        if (
            context.Request.Headers.Origin is [{ Length: > 0 and <= MaxLength } origin]
            && !headers.ContainsKey(HeaderNames.AccessControlAllowOrigin)
            && _origin.IsMatch(origin)
        )
        {
            headers.AccessControlAllowOrigin = origin;
        }
    }
}
