using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Temper.Exporter.Http;

/// <summary>
/// How long Prometheus waits for a scrape, which it tells in a header. It can only shorten what the devices may take.
/// </summary>
internal static class ScrapeTimeout
{
    private const string Header = "X-Prometheus-Scrape-Timeout-Seconds";
    private const double MaxSeconds = 3600; // more than any device may take

    // Time for the answer to arrive; blackbox_exporter's default.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);

    /// <summary>
    /// How long to wait for devices, or <see langword="null"/> when the client does not
    /// say, or nothing that makes sense.
    /// </summary>
    public static TimeSpan? TimeoutOf(HttpRequest request)
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

        var timeout = TimeSpan.FromSeconds(seconds) - Margin;
        return timeout > Shortest ? timeout : Shortest;
    }
}
