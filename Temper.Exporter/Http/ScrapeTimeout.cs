using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Temper.Exporter.Http;

/// <summary>
/// The scrape timeout, which Prometheus announces in a header. It can only shorten the time that devices may take.
/// </summary>
internal static class ScrapeTimeout
{
    private const string Header = "X-Prometheus-Scrape-Timeout-Seconds";
    private const double MaxSeconds = 3600; // more than any device may take

    /// <summary>The default offset, which leaves time for the response to arrive, as in blackbox_exporter.</summary>
    public static readonly TimeSpan DefaultOffset = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);

    /// <summary>
    /// Returns how long to wait for devices, or <see langword="null"/> if the client announces no valid timeout.
    /// </summary>
    /// <param name="request">The request of the client.</param>
    /// <param name="offset">How much earlier to answer than the client announces.</param>
    public static TimeSpan? TimeoutOf(HttpRequest request, TimeSpan offset)
    {
        var header = request.Headers[Header];
        if (
            header.Count != 1
            || !double.TryParse(
                header[0],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var seconds
            )
            || seconds is not (> 0 and <= MaxSeconds)
        )
        {
            return null;
        }

        var timeout = TimeSpan.FromSeconds(seconds) - offset;
        return timeout > Shortest ? timeout : Shortest;
    }
}
