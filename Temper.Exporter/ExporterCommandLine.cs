using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Temper.Devices.Protocol;

namespace Temper.Exporter;

/// <summary>The flags: those of yrro/temper-exporter with the same meaning and defaults, and ours.</summary>
internal sealed class ExporterCommandLine
{
    private const int DefaultPort = 9204;
    private const double DefaultTimeoutSeconds = 2;
    private const double MinTimeoutSeconds = 0.001;
    private const double MaxTimeoutSeconds = 3600;

    private readonly Option<IPAddress> _bindAddress = new("--bind-address")
    {
        Description = "IPv6 or IPv4 address to listen on; :: is IPv4 too",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.IPv6Any,
        CustomParser = result => Parse<IPAddress>(result, IPAddress.TryParse, "an IPv6 or IPv4 address, such as :: or 127.0.0.1"),
    };

    private readonly Option<int> _bindPort = new("--bind-port")
    {
        Description = "Port to listen on; 0 is any free one",
        HelpName = "PORT",
        DefaultValueFactory = _ => DefaultPort,
        CustomParser = result => Parse<int>(result, TryParsePort, "a port, 0 to 65535"),
    };

    private readonly Option<int?> _bindV6Only = new("--bind-v6only")
    {
        Description = "If 1, prevent IPv6 sockets from accepting IPv4 connections; if 0, allow; if unspecified, use OS default",
        HelpName = "0|1",
        CustomParser = result => Parse<int>(result, TryParseBit, "0 or 1"),
    };

    private readonly Option<int> _threadCount = new("--thread-count")
    {
        Description = "Accepted for the sake of yrro/temper-exporter's users, without effect",
        HelpName = "N",
        CustomParser = result => Parse<int>(result, TryParseCount, "a number, 1 or more"),
    };

    private readonly Option<double> _deviceTimeout = new("--device-timeout")
    {
        Description = "How long one stick may take for a scrape",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultTimeoutSeconds,
        CustomParser = result => Parse<double>(result, TryParseSeconds, "a number of seconds, 0.001 to 3600"),
    };

    private readonly Option<Dictionary<string, Codec>> _decoder = new("--decoder")
    {
        Description = "Decode a firmware version otherwise: TEMPer1F_H1V1.5F=sht1x gives yrro/temper-exporter's numbers",
        HelpName = "FIRMWARE=CODEC",
        DefaultValueFactory = _ => [],
        CustomParser = ParseDecoders,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _simulate = new("--simulate")
    {
        Description = "Emulated sticks instead of this machine's: two as in the README, 'demo', or those of a JSON file",
        HelpName = "demo|FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly RootCommand _root = new("Serves the readings of PCsensor TEMPer USB thermometers to Prometheus.");

    public ExporterCommandLine()
    {
        foreach (var option in new Option[] { _bindAddress, _bindPort, _bindV6Only, _threadCount, _deviceTimeout, _decoder, _simulate })
        {
            _root.Options.Add(option);
        }

        _root.SetAction(_ => ExitCode.Success);
    }

    private delegate bool TryParse<T>(string text, out T? value);

    /// <summary>Parses the arguments; <see cref="OptionsOf"/> turns the result into options once it has no errors.</summary>
    public ParseResult Parse(IReadOnlyList<string> args) => _root.Parse(args);

    /// <summary>Whether the arguments ask for help or the version, and not to serve.</summary>
    public bool AsksForInformation(ParseResult result) => result.Action != _root.Action;

    public ExporterOptions OptionsOf(ParseResult result) => new()
    {
        BindAddress = result.GetValue(_bindAddress)!,
        BindPort = result.GetValue(_bindPort),
        BindV6Only = result.GetValue(_bindV6Only) is { } bit ? bit == 1 : null,
        DeviceTimeout = TimeSpan.FromSeconds(result.GetValue(_deviceTimeout)),
        DecoderOverrides = result.GetValue(_decoder)!,
        IsSimulated = result.GetResult(_simulate) is not null,
        Simulation = result.GetValue(_simulate),
    };

    private static T? Parse<T>(ArgumentResult result, TryParse<T> tryParse, string expected)
    {
        var text = result.Tokens[0].Value;
        if (tryParse(text, out var value))
        {
            return value;
        }

        result.AddError($"{((OptionResult)result.Parent!).IdentifierToken?.Value}: '{text}' is not {expected}");
        return default;
    }

    private static Dictionary<string, Codec> ParseDecoders(ArgumentResult result)
    {
        var decoders = new Dictionary<string, Codec>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            try
            {
                var (firmware, codec) = DecoderOverride.Parse(token.Value);
                decoders[firmware] = codec;
            }
            catch (FormatException e)
            {
                result.AddError($"--decoder: {e.Message}");
            }
        }

        return decoders;
    }

    private static bool TryParsePort(string text, out int port)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;

    private static bool TryParseCount(string text, out int count)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;

    private static bool TryParseBit(string text, out int bit)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bit) && bit is 0 or 1;

    private static bool TryParseSeconds(string text, out double seconds)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
            && seconds is >= MinTimeoutSeconds and <= MaxTimeoutSeconds;
}
