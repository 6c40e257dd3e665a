using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Temper.Exporter.Settings;

/// <summary>One address and port to listen on.</summary>
/// <param name="Address">An address of this host, or all of them: <c>::</c> or <c>0.0.0.0</c>.</param>
/// <param name="Port">The port; 0 is any free one.</param>
/// <param name="V6Only">Whether an IPv6 socket keeps IPv4 out; <see langword="null"/> is the system's default.</param>
internal sealed record ListenAddress(IPAddress Address, int Port, bool? V6Only = null)
{
    /// <summary>A name to find the address by when it is needed: while a host boots, it may not be known yet.</summary>
    public string? HostName { get; init; }

    /// <summary>The same with the address that its name stands for now.</summary>
    /// <exception cref="SocketException">Nobody knows the name.</exception>
    public ListenAddress Resolve() =>
        HostName is null ? this : this with { Address = Dns.GetHostAddresses(HostName)[0], HostName = null };

    public override string ToString() =>
        HostName is null ? new IPEndPoint(Address, Port).ToString() : $"{HostName}:{Port}";

    /// <summary>
    /// <c>:9204</c> (all addresses), <c>127.0.0.1:9204</c>, <c>[::1]:9204</c> or <c>localhost:9204</c>, as other
    /// exporters take it.
    /// </summary>
    public static bool TryParse(string text, out ListenAddress? address)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !TryParsePort(text[(colon + 1)..], out var port))
        {
            address = null;
            return false;
        }

        var host = text[..colon];
        address =
            TryFind(host) is { } found ? new(found, port)
            : Uri.CheckHostName(host) == UriHostNameType.Dns && !IPAddress.TryParse(host, out _)
                ? new(IPAddress.None, port) { HostName = host }
            : null;
        return address is not null;
    }

    public static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;

    /// <summary>
    /// An address as it is usually written. IPAddress.TryParse alone also takes spellings that other programs
    /// understand differently: 127.0.0.010 (octal or not), 127.1, 2130706433.
    /// </summary>
    public static bool TryParseIP(string text, out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (IsIPv6(address) ? IsZoneKnown(text, address) : address.ToString() == text);

    private static bool IsIPv6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    // An unknown name of an interface is parsed as no zone at all.
    private static bool IsZoneKnown(string text, IPAddress address) =>
        !text.Contains('%', StringComparison.Ordinal) || address.ScopeId != 0;

    private static IPAddress? TryFind(string host) =>
        host switch
        {
            "" => IPAddress.IPv6Any,
            ['[', .. var literal, ']'] => TryParseIP(literal, out var address) && IsIPv6(address!) ? address : null,
            // Whether the last part of ::1 is a port cannot be told.
            _ when host.Contains(':', StringComparison.Ordinal) => null,
            _ => TryParseIP(host, out var address) ? address : null,
        };
}
