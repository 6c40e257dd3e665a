using System.Net;
using System.Net.Sockets;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Http;

/// <summary>Binds sockets with the options of yrro/temper-exporter.</summary>
internal static class ListenSocket
{
    // IP_FREEBIND of ip(7) allows an address that the host does not have yet, as while it boots. .NET has no name for
    // it.
    private const int SolIp = 0;
    private const int IpFreeBind = 15;

    private const string V6OnlyDefault = "/proc/sys/net/ipv6/bindv6only";

    /// <summary>
    /// Binds a socket. On a host without IPv6, <c>::</c> becomes <c>0.0.0.0</c> unless IPv4 is excluded.
    /// </summary>
    /// <exception cref="SocketException">The address or port is not available.</exception>
    public static Socket Bind(ListenAddress wanted)
    {
        try
        {
            return BindExactly(wanted);
        }
        catch (SocketException e)
            when (wanted.Address.Equals(IPAddress.IPv6Any) && wanted.V6Only != true && IsNoIPv6(e))
        {
            return BindExactly(new(IPAddress.Any, wanted.Port));
        }
    }

    /// <summary>
    /// Returns whether an interface of the host has the address, or the address stands for all of them. With
    /// IP_FREEBIND, binding succeeds in any case.
    /// </summary>
    public static bool IsHere(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException e)
        {
            // Any other error says nothing about the address.
            return e.SocketErrorCode != SocketError.AddressNotAvailable;
        }
    }

    /// <summary>Returns whether an IPv6 socket for this address rejects IPv4.</summary>
    public static bool IsV6Only(ListenAddress wanted) => wanted.V6Only ?? IsV6OnlyByDefault();

    private static Socket BindExactly(ListenAddress wanted)
    {
        var (address, port, _) = wanted;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsLinux())
            {
                socket.SetRawSocketOption(SolIp, IpFreeBind, BitConverter.GetBytes(1));
            }

            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                // .NET sets IPV6_V6ONLY and ignores the system's default.
                socket.DualMode = !IsV6Only(wanted);
            }

            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsNoIPv6(SocketException e) =>
        e.SocketErrorCode
            is SocketError.AddressFamilyNotSupported
                or SocketError.AddressNotAvailable
                or SocketError.ProtocolNotSupported;

    // Not Windows' own default, which rejects IPv4: other programs that listen on all addresses accept it there.
    private static bool IsV6OnlyByDefault() =>
        OperatingSystem.IsLinux() && File.Exists(V6OnlyDefault) && File.ReadAllText(V6OnlyDefault).Trim() == "1";
}
