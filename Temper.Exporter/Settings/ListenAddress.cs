using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Temper.Exporter.Settings;

/// <summary>An address and port to listen on.</summary>
/// <param name="Address">An address of this host, or <c>::</c> or <c>0.0.0.0</c> for all of them.</param>
/// <param name="Port">The port; 0 is any free one.</param>
/// <param name="V6Only">
/// Whether an IPv6 socket rejects IPv4. <see langword="null"/> is the system's default on Linux, and
/// <see langword="false"/> elsewhere.
/// </param>
internal sealed record ListenAddress(IPAddress Address, int Port, bool? V6Only = null)
{
    /// <summary>
    /// The host name to resolve when the socket is bound, because it may not resolve while a host boots.
    /// </summary>
    public string? HostName { get; init; }

    /// <summary>Resolves the host name, if there is one.</summary>
    /// <exception cref="SocketException">The name does not resolve.</exception>
    public ListenAddress Resolve() =>
        HostName is null ? this : this with { Address = Dns.GetHostAddresses(HostName)[0], HostName = null };

    public override string ToString() =>
        HostName is null ? new IPEndPoint(Address, Port).ToString() : $"{HostName}:{Port}";

    /// <summary>
    /// Parses <c>:9204</c> (all addresses), <c>127.0.0.1:9204</c>, <c>[::1]:9204</c> or <c>localhost:9204</c>, as other
    /// exporters do.
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

    /// <summary>Parses a port from 0 to 65535.</summary>
    public static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;

    /// <summary>
    /// Parses an address in its usual spelling. IPAddress.TryParse also accepts spellings that programs interpret
    /// differently: 127.0.0.010 (octal or not), 127.1, 2130706433.
    /// </summary>
    public static bool TryParseIP(string text, out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (IsIPv6(address) ? IsZoneKnown(text, address) : address.ToString() == text);

    private static bool IsIPv6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    // IPAddress.TryParse ignores the unknown name of an interface.
    private static bool IsZoneKnown(string text, IPAddress address) =>
        !text.Contains('%', StringComparison.Ordinal) || address.ScopeId != 0;

    private static IPAddress? TryFind(string host) =>
        host switch
        {
            "" => IPAddress.IPv6Any,
            ['[', .. var literal, ']'] => TryParseIP(literal, out var address) && IsIPv6(address!) ? address : null,
            // In ::1, the last part could be a port.
            _ when host.Contains(':', StringComparison.Ordinal) => null,
            _ => TryParseIP(host, out var address) ? address : null,
        };
}
