using System.CommandLine;
using System.Globalization;
using System.Net;
using Temper.CommandLine;

namespace Temper.Exporter.Settings;

/// <summary>The flags for where to listen: those of yrro/temper-exporter, and that of all other exporters.</summary>
internal sealed class ListenOptions
{
    private const int DefaultPort = 9204;

    private readonly Option<IPAddress> _bindAddress = new("--bind-address")
    {
        Description = "Listen on this IPv6 or IPv4 address; :: includes IPv4",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.IPv6Any,
        CustomParser = result =>
            OptionParsing.Parse<IPAddress>(
                result,
                ListenAddress.TryParseIP,
                "an IPv6 or IPv4 address, such as :: or 127.0.0.1"
            ),
    };

    private readonly Option<int> _bindPort = new("--bind-port")
    {
        Description = "Listen on this port; 0 takes any free one",
        HelpName = "PORT",
        DefaultValueFactory = _ => DefaultPort,
        CustomParser = result => OptionParsing.Parse<int>(result, ListenAddress.TryParsePort, "a port from 0 to 65535"),
    };

    private readonly Option<int?> _bindV6Only = new Option<int?>("--bind-v6only")
    {
        Description =
            "1: do not accept IPv4 connections on IPv6 sockets; 0: accept them "
            + "[default: as the system; on Windows 0]",
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseBit, "0 or 1"),
    }.Taking("0", "1");

    private readonly Option<ListenAddress[]> _listenAddress = new("--web.listen-address")
    {
        Description =
            "Listen on this address and port; may be repeated; cannot be combined with --bind-* [default: :9204]",
        HelpName = "[HOST]:PORT",
        CustomParser = result =>
            OptionParsing.ParseEach<ListenAddress>(
                result,
                ListenAddress.TryParse,
                "HOST:PORT, such as :9204, 127.0.0.1:9204 or [::1]:9204"
            ),
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private Option[] Bind => [_bindAddress, _bindPort, _bindV6Only];

    /// <summary>The flags that cannot be combined.</summary>
    public (Option[] One, Option[] Other) Rivals => ([_listenAddress], Bind);

    /// <summary>Adds <c>--web.listen-address</c>, and the rule that it cannot be combined with the others.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_listenAddress);
        command.Validators.Add(result =>
        {
            if (
                result.GetResult(_listenAddress) is not null
                && Bind.Any(option => result.GetResult(option) is { Implicit: false })
            )
            {
                result.AddError(
                    "--web.listen-address cannot be combined with --bind-address, --bind-port or --bind-v6only"
                );
            }
        });
    }

    /// <summary>Adds the flags of yrro/temper-exporter.</summary>
    public void AddBindTo(Command command)
    {
        foreach (var option in Bind)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Returns the addresses that a command line asks for; at least one.</summary>
    public IReadOnlyList<ListenAddress> AddressesOf(ParseResult result) =>
        result.GetValue(_listenAddress) is [_, ..] given
            ? given
            :
            [
                new(
                    result.GetValue(_bindAddress)!,
                    result.GetValue(_bindPort),
                    result.GetValue(_bindV6Only) is { } bit ? bit == 1 : null
                ),
            ];

    private static bool TryParseBit(string text, out int bit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bit) && bit is 0 or 1;
}
