using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Temper.CommandLine;
using Temper.Exporter.Hosting;
using Temper.Exporter.Page;

namespace Temper.Exporter.Settings;

/// <summary>
/// The flags: those of yrro/temper-exporter with the same meaning and defaults, those of all exporters, and ours.
/// </summary>
internal sealed class ExporterCommandLine
{
    private const string DefaultTelemetryPath = "/metrics";

    private readonly ListenOptions _listen = new();

    private readonly Option<int> _threadCount = new("--thread-count")
    {
        Description = "Accepted for the sake of yrro/temper-exporter's users, without effect",
        HelpName = "N",
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseCount, "a number, 1 or more"),
    };

    private readonly Option<string> _telemetryPath = new("--web.telemetry-path")
    {
        Description = "Path of the metrics",
        HelpName = "PATH",
        DefaultValueFactory = _ => DefaultTelemetryPath,
        CustomParser = result =>
            OptionParsing.Parse<string>(result, TryParsePath, "a path of its own, such as /metrics"),
    };

    private readonly Option<bool> _disableExporterMetrics = new("--web.disable-exporter-metrics")
    {
        Description = "Exclude metrics about the exporter's own process (process_*)",
    };

    private readonly Option<LogLevel?> _logLevel = new("--log.level")
    {
        Description = "Log what is this severe or more (default: info)",
        HelpName = "debug|info|warn|error",
        CustomParser = result =>
            OptionParsing.Parse<LogLevel>(result, LogLevels.TryParse, "one of debug, info, warn, error"),
    };

    private readonly Option<LogFormat> _logFormat = new("--log.format")
    {
        Description = "How a line of the log is written (default: logfmt)",
        HelpName = "logfmt|json",
        CustomParser = result => OptionParsing.Parse<LogFormat>(result, TryParseFormat, "one of logfmt, json"),
    };

    private readonly PortPathOptions _portPaths = new();
    private readonly DeviceFlags _devices = new();

    private readonly RootCommand _root = new("Serves the readings of PCsensor TEMPer USB thermometers to Prometheus.");

    public ExporterCommandLine()
    {
        _listen.AddTo(_root);
        foreach (
            var option in new Option[] { _threadCount, _telemetryPath, _disableExporterMetrics, _logLevel, _logFormat }
        )
        {
            _root.Options.Add(option);
        }

        _portPaths.AddTo(_root);
        _devices.AddTo(_root);
        _root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();
        _root.SetAction(_ => ExitCode.Success);
    }

    /// <summary>
    /// Parses the arguments, and the environment behind them; <see cref="OptionsOf"/> turns the result into options
    /// once it has no errors.
    /// </summary>
    /// <exception cref="FormatException">An environment variable cannot be used; the message is one line.</exception>
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
            [_listen.Rivals, _portPaths.Rivals],
            environment
        );
        return _root.Parse([.. added, .. args]);
    }

    /// <summary>One line for each environment variable that is probably misspelled.</summary>
    public IEnumerable<string> UnknownVariables(IReadOnlyDictionary<string, string> environment) =>
        EnvironmentSettings.Unknown(environment, _root.Options, onlySimilar: false);

    /// <summary>Whether the arguments ask for help or the version, and not to serve.</summary>
    public bool AsksForInformation(ParseResult result) => result.Action != _root.Action;

    public ExporterOptions OptionsOf(ParseResult result) =>
        new()
        {
            Listen = _listen.AddressesOf(result),
            // / has them always.
            TelemetryPath = result.GetValue(_telemetryPath) is { } path and not "/" ? path : DefaultTelemetryPath,
            WithProcessMetrics = !result.GetValue(_disableExporterMetrics),
            IsThreadCountGiven = result.GetResult(_threadCount) is not null,
            LogLevel = result.GetValue(_logLevel) ?? LogLevel.Information,
            LogFormat = result.GetValue(_logFormat),
            Devices = _devices.OptionsOf(result),
            Filter = _portPaths.FilterOf(result),
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
                && text is not (PageFiles.Html or PageFiles.Style or PageFiles.Script)
            );
    }

    // Clients and proxies resolve . and .., join // and decode %, so that a path with them never reaches the exporter
    // as it stands.
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
