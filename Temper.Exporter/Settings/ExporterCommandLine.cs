using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Temper.CommandLine;
using Temper.CommandLine.Completion;
using Temper.CommandLine.Logging;
using Temper.Exporter.Page;

namespace Temper.Exporter.Settings;

/// <summary>
/// The flags: those of yrro/temper-exporter with the same meaning and defaults, those of all exporters, and our own.
/// </summary>
internal sealed class ExporterCommandLine
{
    private const string DefaultTelemetryPath = "/metrics";

    private readonly ListenOptions _listen = new();
    private readonly WebOptions _web = new();

    private readonly Option<int> _threadCount = new("--thread-count")
    {
        Description = "Ignored; accepted for compatibility with yrro/temper-exporter",
        HelpName = "N",
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseCount, "a whole number of at least 1"),
    };

    private readonly Option<string> _telemetryPath = new("--web.telemetry-path")
    {
        Description = "Serve metrics at this path",
        HelpName = "PATH",
        DefaultValueFactory = _ => DefaultTelemetryPath,
        CustomParser = result =>
            OptionParsing.Parse<string>(result, TryParsePath, "an unused, plain path such as /metrics"),
    };

    private readonly Option<bool> _disableExporterMetrics = new("--web.disable-exporter-metrics")
    {
        Description = "Omit the metrics of the exporter's own process (process_*)",
    };

    private readonly Option<bool> _noHistory = new("--no-history")
    {
        Description = "Keep no history for the page, and read devices only when a client asks",
    };

    private readonly Option<LogLevel?> _logLevel = new Option<LogLevel?>("--log.level")
    {
        Description = "Only log messages with this severity or above [default: info]",
        CustomParser = result =>
            OptionParsing.Parse<LogLevel>(result, LogLevels.TryParse, "one of debug, info, warn, error"),
    }.Taking("debug", "info", "warn", "error");

    private readonly Option<LogFormat> _logFormat = new Option<LogFormat>("--log.format")
    {
        Description = "Log in this format [default: logfmt]",
        CustomParser = result => OptionParsing.Parse<LogFormat>(result, TryParseFormat, "one of logfmt, json"),
    }.Taking("logfmt", "json");

    private readonly Option<bool> _healthCheck = new("--healthcheck")
    {
        Description = "Ask the exporter that runs with these flags whether it serves, and exit with 0 or 1",
    };

    private readonly DeviceFilterOptions _deviceFilter = new();
    private readonly DeviceFlags _devices = new();

    private readonly RootCommand _root = new("Serve the readings of PCsensor TEMPer USB thermometers to Prometheus.");

    public ExporterCommandLine()
    {
        _listen.AddTo(_root);
        _root.Options.Add(_telemetryPath);
        _root.Options.Add(_disableExporterMetrics);
        _web.AddTo(_root);
        _devices.AddTo(_root);
        _deviceFilter.AddTo(_root);
        _root.Options.Add(_noHistory);
        _root.Options.Add(_logLevel);
        _root.Options.Add(_logFormat);
        _root.Options.Add(_healthCheck);
        _listen.AddBindTo(_root);
        _root.Options.Add(_threadCount);
        _root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();
        _root.SetAction(_ => ExitCode.Success);
        ProgramHelp.AddTo(_root, command => command == _root ? ExporterHelp.Sections : []);
        CompletionCommand.AddTo(_root, "temper-exporter");
    }

    /// <summary>
    /// Parses the arguments, and the environment for flags that they do not give. If the result has no errors,
    /// <see cref="OptionsOf"/> turns it into options.
    /// </summary>
    /// <exception cref="FormatException">An environment variable is invalid; the message is one line.</exception>
    public ParseResult Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var given = _root.Parse(args);
        if (AsksForInformation(given) || given.Errors.Count > 0)
        {
            return given;
        }

        var added = EnvironmentSettings.Arguments(
            _root,
            given,
            _root.Options,
            [_listen.Rivals, _deviceFilter.Rivals],
            environment
        );
        return _root.Parse([.. added, .. args]);
    }

    /// <summary>Returns one line for each environment variable that is probably misspelled.</summary>
    public IEnumerable<string> UnknownVariables(IReadOnlyDictionary<string, string> environment) =>
        EnvironmentSettings.Unknown(environment, _root.Options, onlySimilar: false);

    /// <summary>Returns whether the arguments ask to print something, such as help, rather than to serve.</summary>
    public bool AsksForInformation(ParseResult result) => result.Action != _root.Action;

    /// <summary>Returns the options that a command line asks for; it must have no errors.</summary>
    public ExporterOptions OptionsOf(ParseResult result) =>
        new()
        {
            Listen = _listen.AddressesOf(result),
            // "/" serves metrics anyway, so it is not a path of its own.
            TelemetryPath = result.GetValue(_telemetryPath) is { } path and not "/" ? path : DefaultTelemetryPath,
            WithProcessMetrics = !result.GetValue(_disableExporterMetrics),
            WebConfigFile = _web.FileOf(result),
            IsCheck = _web.IsCheck(result),
            IsLifecycleEnabled = _web.IsLifecycleEnabled(result),
            MaxRequests = _web.MaxRequestsOf(result),
            TimeoutOffset = _web.TimeoutOffsetOf(result),
            CrossOrigin = _web.CrossOriginOf(result),
            KeepsHistory = !result.GetValue(_noHistory),
            IsHealthCheck = result.GetValue(_healthCheck),
            IsThreadCountGiven = result.GetResult(_threadCount) is not null,
            LogLevel = result.GetValue(_logLevel) ?? LogLevel.Information,
            LogFormat = result.GetValue(_logFormat),
            Devices = _devices.OptionsOf(result),
            Filter = _deviceFilter.FilterOf(result),
            FirmwareFilter = _deviceFilter.FirmwareFilterOf(result),
        };

    private static bool TryParseCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;

    private static bool TryParsePath(string text, out string? path)
    {
        path = text;
        return text == "/"
            || (
                text is ['/', ..]
                && text[1..].Split('/').All(IsPathSegment)
                && !text.StartsWith("/-/", StringComparison.Ordinal)
                && !text.StartsWith("/api/", StringComparison.Ordinal)
                && !PageFiles.Names.Contains(text)
            );
    }

    // Clients and proxies resolve . and .., join // and decode %, so a path with them never reaches the exporter
    // unchanged.
    private static bool IsPathSegment(string segment) =>
        segment is not ("" or "." or "..")
        && segment.All(character =>
            char.IsAsciiLetterOrDigit(character) || "-._~".Contains(character, StringComparison.Ordinal)
        );

    private static bool TryParseFormat(string text, out LogFormat format) =>
        Enum.TryParse(text, ignoreCase: true, out format) && !char.IsAsciiDigit(text[0]);

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(BuildInfo.Describe());
            return ExitCode.Success;
        }
    }
}
