using System.CommandLine;
using System.Globalization;
using System.Net;
using Temper.CommandLine;

namespace Temper.Exporter;

/// <summary>The flags: those of yrro/temper-exporter with the same meaning and defaults, and ours.</summary>
internal sealed class ExporterCommandLine
{
    private const int DefaultPort = 9204;

    private readonly Option<IPAddress> _bindAddress = new("--bind-address")
    {
        Description = "IPv6 or IPv4 address to listen on; :: is IPv4 too",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.IPv6Any,
        CustomParser = result => OptionParsing.Parse<IPAddress>(result, IPAddress.TryParse, "an IPv6 or IPv4 address, such as :: or 127.0.0.1"),
    };

    private readonly Option<int> _bindPort = new("--bind-port")
    {
        Description = "Port to listen on; 0 is any free one",
        HelpName = "PORT",
        DefaultValueFactory = _ => DefaultPort,
        CustomParser = result => OptionParsing.Parse<int>(result, TryParsePort, "a port, 0 to 65535"),
    };

    private readonly Option<int?> _bindV6Only = new("--bind-v6only")
    {
        Description = "If 1, prevent IPv6 sockets from accepting IPv4 connections; if 0, allow; if unspecified, use OS default",
        HelpName = "0|1",
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseBit, "0 or 1"),
    };

    private readonly Option<int> _threadCount = new("--thread-count")
    {
        Description = "Accepted for the sake of yrro/temper-exporter's users, without effect",
        HelpName = "N",
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseCount, "a number, 1 or more"),
    };

    private readonly StickOptions _sticks = new();

    private readonly RootCommand _root = new("Serves the readings of PCsensor TEMPer USB thermometers to Prometheus.");

    public ExporterCommandLine()
    {
        foreach (var option in new Option[] { _bindAddress, _bindPort, _bindV6Only, _threadCount })
        {
            _root.Options.Add(option);
        }

        _sticks.AddTo(_root);
        _root.SetAction(_ => ExitCode.Success);
    }

    /// <summary>Parses the arguments; <see cref="OptionsOf"/> turns the result into options once it has no errors.</summary>
    public ParseResult Parse(IReadOnlyList<string> args) => _root.Parse(args);

    /// <summary>Whether the arguments ask for help or the version, and not to serve.</summary>
    public bool AsksForInformation(ParseResult result) => result.Action != _root.Action;

    public ExporterOptions OptionsOf(ParseResult result) => new()
    {
        BindAddress = result.GetValue(_bindAddress)!,
        BindPort = result.GetValue(_bindPort),
        BindV6Only = result.GetValue(_bindV6Only) is { } bit ? bit == 1 : null,
        Sticks = _sticks.SettingsOf(result),
    };

    private static bool TryParsePort(string text, out int port)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;

    private static bool TryParseCount(string text, out int count)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;

    private static bool TryParseBit(string text, out int bit)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bit) && bit is 0 or 1;
}
