using System.Net;
using System.Net.Sockets;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Http;

/// <summary>The bound socket, with the options of yrro/temper-exporter.</summary>
internal static class ListenSocket
{
    // ip(7): bind to an address that the host does not have yet, as while booting. .NET has no name for it.
    private const int SolIp = 0;
    private const int IpFreeBind = 15;

    private const string V6OnlyDefault = "/proc/sys/net/ipv6/bindv6only";

    /// <summary>
    /// Binds. <c>::</c> becomes IPv4's <c>0.0.0.0</c> on a host without IPv6, unless IPv4 is to be kept out.
    /// </summary>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
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
    /// Whether the host has the address, or all are meant; with IP_FREEBIND, binding succeeds without it.
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
            return e.SocketErrorCode != SocketError.AddressNotAvailable; // another fault does not say
        }
    }

    private static Socket BindExactly(ListenAddress wanted)
    {
        var (address, port, v6Only) = wanted;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsLinux())
            {
                socket.SetRawSocketOption(SolIp, IpFreeBind, BitConverter.GetBytes(1));
            }

            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                // .NET sets V6ONLY itself, whatever the system's default.
                socket.DualMode = !(v6Only ?? IsV6OnlyByDefault());
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

    private static bool IsV6OnlyByDefault() =>
        OperatingSystem.IsWindows() || (File.Exists(V6OnlyDefault) && File.ReadAllText(V6OnlyDefault).Trim() == "1");
}
