using System.CommandLine;
using System.Globalization;
using Temper.CommandLine;
using Temper.CommandLine.Completion;

namespace Temper.Mqtt;

/// <summary>The flags, and what the program does with them.</summary>
internal sealed class MqttCommandLine
{
    private const double DefaultIntervalSeconds = 30;
    private const double MinIntervalSeconds = 1;
    private const double MaxIntervalSeconds = 86400;

    private readonly BrokerFlags _broker = new();

    private readonly Option<double> _interval = new("--interval")
    {
        Description = "Read and publish at this interval",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultIntervalSeconds,
        CustomParser = result =>
            OptionParsing.Parse<double>(result, TryParseInterval, "a number of seconds from 1 to 86400"),
    };

    private readonly Option<string> _topicPrefix = new("--topic-prefix")
    {
        Description = "Begin the topics of readings with this",
        HelpName = "PREFIX",
        DefaultValueFactory = _ => "temper",
        CustomParser = result => OptionParsing.Parse<string>(result, Topics.TryParsePrefix, Topics.PrefixRule),
    };

    private readonly Option<string> _discoveryPrefix = new("--discovery-prefix")
    {
        Description = "Announce devices to Home Assistant below this topic",
        HelpName = "PREFIX",
        DefaultValueFactory = _ => "homeassistant",
        CustomParser = result => OptionParsing.Parse<string>(result, Topics.TryParsePrefix, Topics.PrefixRule),
    };

    private readonly DeviceFlags _devices = new();
    private readonly RootCommand _root = new("Publish the readings of PCsensor TEMPer USB thermometers over MQTT.");
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly TextWriter _error;

    public MqttCommandLine(TextWriter error, IReadOnlyDictionary<string, string> environment)
    {
        (_error, _environment) = (error, environment);
        _broker.AddTo(_root);
        _root.Options.Add(_interval);
        _root.Options.Add(_topicPrefix);
        _root.Options.Add(_discoveryPrefix);
        _devices.AddTo(_root);
        _root.SetAction(RunAsync);
        ProgramHelp.AddTo(_root, command => command == _root ? MqttHelp.Sections : []);
        CompletionCommand.AddTo(_root, MqttProgram.Name);
    }

    /// <summary>Parses the arguments, and the environment for flags that they do not give.</summary>
    /// <exception cref="FormatException">An environment variable is invalid; the message is one line.</exception>
    public ParseResult Parse(IReadOnlyList<string> args)
    {
        var given = _root.Parse(args);
        if (given.Errors.Count > 0 || given.Action != _root.Action)
        {
            return given;
        }

        foreach (var unknown in EnvironmentSettings.Unknown(_environment, _root.Options, onlySimilar: true))
        {
            _error.WriteLine(ErrorLine.Of(MqttProgram.Name, unknown));
        }

        var added = EnvironmentSettings.Arguments(
            _root,
            given,
            _root.Options,
            rivals: [],
            _environment.GetValueOrDefault
        );
        return _root.Parse([.. added, .. args]);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        using var logging = new LineLoggerFactory(_error, TimeProvider.System);
        var broker = await _broker.OptionsOfAsync(result, stop);
        var flags = _devices.OptionsOf(result);
        var (options, config) = await flags.LoadAsync(stop, logging);
        // The readings of emulated devices must not mix with those of real ones.
        var host = flags.IsSimulated ? $"{Environment.MachineName}-simulated" : Environment.MachineName;
        var topics = new Topics(result.GetValue(_topicPrefix)!, result.GetValue(_discoveryPrefix)!, host);
        var publisher = new Publisher(broker, topics, options, config, logging);
        await publisher.RunAsync(TimeSpan.FromSeconds(result.GetValue(_interval)), stop);
        return ExitCode.Success;
    }

    private static bool TryParseInterval(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        && seconds is >= MinIntervalSeconds and <= MaxIntervalSeconds;
}
