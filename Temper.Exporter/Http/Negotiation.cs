using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Temper.Exporter.Metrics;

namespace Temper.Exporter.Http;

/// <summary>Chooses the format of a response by the client's Accept header.</summary>
internal static class Negotiation
{
    /// <summary>
    /// Returns whether the client accepts text/html, as browsers do. Other clients that request / get metrics, as from
    /// yrro/temper-exporter.
    /// </summary>
    public static bool WantsHtml(HttpRequest request) => QualityOf(request.GetTypedHeaders().Accept, "text/html") > 0;

    /// <summary>
    /// Returns the content type of the metrics: OpenMetrics if the client accepts it and does not prefer plain text.
    /// </summary>
    public static string ExpositionTypeOf(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var openMetrics = QualityOf(accepted, "application/openmetrics-text", IsOpenMetrics1);
        return openMetrics > 0 && openMetrics >= QualityOf(accepted, "text/plain")
            ? Exposition.OpenMetricsContentType
            : Exposition.TextContentType;
    }

    // Prometheus called the draft of 1.0.0 version 0.0.1.
    private static bool IsOpenMetrics1(MediaTypeHeaderValue range) =>
        range
            .Parameters.FirstOrDefault(parameter =>
                parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase)
            )
            ?.GetUnescapedValue()
            .Value
            is null
                or "1.0.0"
                or "0.0.1";

    private static double QualityOf(
        IList<MediaTypeHeaderValue> accepted,
        string mediaType,
        Func<MediaTypeHeaderValue, bool>? isFit = null
    ) =>
        accepted
            .Where(range =>
                range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) && isFit?.Invoke(range) != false
            )
            .Select(range => range.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();
}
