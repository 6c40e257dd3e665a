using System.CommandLine;
using System.Globalization;
using Temper.CommandLine;
using Temper.Exporter.Http;

namespace Temper.Exporter.Settings;

/// <summary>The flags for TLS, passwords and limits of the web server.</summary>
internal sealed class WebOptions
{
    private readonly Option<string?> _file = new("--web.config.file")
    {
        Description = "Serve with the TLS, users, headers and rate limit in a YAML file",
        HelpName = "FILE",
    };

    private readonly Option<bool> _check = new("--web.config.check")
    {
        Description = "Check the files that other flags name, print the result and exit",
    };

    private readonly Option<bool> _lifecycle = new("--web.enable-lifecycle")
    {
        Description = "Read configuration files again on POST /-/reload, as on SIGHUP",
    };

    private readonly Option<CrossOrigin?> _crossOrigin = new("--web.cors.origin")
    {
        Description =
            "Let web pages whose whole origin matches, such as 'https://home\\.example', read metrics and JSON",
        HelpName = "REGEX",
        CustomParser = result =>
            OptionParsing.Parse<CrossOrigin>(
                result,
                CrossOrigin.TryParse,
                "a regular expression for an origin, such as https://home\\.example"
            ),
    };

    private readonly Option<int> _maxRequests = new("--web.max-requests")
    {
        Description = "Answer at most this many scrapes at once, others with status 503; 0 for any number",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseCount, "a whole number"),
    };

    private readonly Option<double> _timeoutOffset = new("--scrape.timeout-offset")
    {
        Description = "Answer this much earlier than the timeout that Prometheus announces",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => ScrapeTimeout.DefaultOffset.TotalSeconds,
        CustomParser = result =>
            OptionParsing.Parse<double>(result, TryParseOffset, "a number of seconds from 0 to 60"),
    };

    public WebOptions() => _file.Validators.Add(OptionParsing.RejectFlags);

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_check);
        command.Options.Add(_lifecycle);
        command.Options.Add(_crossOrigin);
        command.Options.Add(_maxRequests);
        command.Options.Add(_timeoutOffset);
    }

    /// <summary>Returns the file, or <see langword="null"/> if none is given.</summary>
    public string? FileOf(ParseResult result) => result.GetValue(_file);

    /// <summary>Returns whether to check the files only.</summary>
    public bool IsCheck(ParseResult result) => result.GetValue(_check);

    /// <summary>Returns whether a request may make the program read its files again.</summary>
    public bool IsLifecycleEnabled(ParseResult result) => result.GetValue(_lifecycle);

    /// <summary>Returns which pages of other origins may read answers; <see langword="null"/> for none.</summary>
    public CrossOrigin? CrossOriginOf(ParseResult result) => result.GetValue(_crossOrigin);

    /// <summary>Returns how many requests may read devices at once; 0 for any number.</summary>
    public int MaxRequestsOf(ParseResult result) => result.GetValue(_maxRequests);

    /// <summary>Returns how much earlier to answer a scrape than its announced timeout.</summary>
    public TimeSpan TimeoutOffsetOf(ParseResult result) => TimeSpan.FromSeconds(result.GetValue(_timeoutOffset));

    private static bool TryParseCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private static bool TryParseOffset(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        && seconds is >= 0 and <= 60;
}
