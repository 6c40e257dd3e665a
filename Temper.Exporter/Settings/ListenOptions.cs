using System.CommandLine;
using System.Globalization;
using System.Net;
using Temper.CommandLine;

namespace Temper.Exporter.Settings;

/// <summary>Where to listen: in the spelling of yrro/temper-exporter, or in that of all other exporters.</summary>
internal sealed class ListenOptions
{
    private const int DefaultPort = 9204;

    private readonly Option<IPAddress> _bindAddress = new("--bind-address")
    {
        Description = "IPv6 or IPv4 address to listen on; :: is IPv4 too",
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
        Description = "Port to listen on; 0 is any free one",
        HelpName = "PORT",
        DefaultValueFactory = _ => DefaultPort,
        CustomParser = result => OptionParsing.Parse<int>(result, ListenAddress.TryParsePort, "a port, 0 to 65535"),
    };

    private readonly Option<int?> _bindV6Only = new("--bind-v6only")
    {
        Description =
            "If 1, prevent IPv6 sockets from accepting IPv4 connections; if 0, allow; if unspecified, use OS default",
        HelpName = "0|1",
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseBit, "0 or 1"),
    };

    private readonly Option<ListenAddress[]> _listenAddress = new("--web.listen-address")
    {
        Description = "Address and port to listen on, instead of --bind-*; may be repeated",
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

    /// <summary>Which of them exclude each other.</summary>
    public (Option[] One, Option[] Other) Rivals => ([_listenAddress], Bind);

    public void AddTo(Command command)
    {
        foreach (var option in Bind.Append(_listenAddress))
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (
                result.GetResult(_listenAddress) is not null
                && Bind.Any(option => result.GetResult(option) is { Implicit: false })
            )
            {
                result.AddError("--web.listen-address and --bind-* say the same in two ways: give one of them");
            }
        });
    }

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
