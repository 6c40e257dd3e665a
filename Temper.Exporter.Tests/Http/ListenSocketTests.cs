using System.Net;
using System.Net.Sockets;
using Temper.Exporter.Http;

namespace Temper.Exporter.Tests.Http;

[Category("NotInWine")]
public sealed class ListenSocketTests
{
    [TestCase(null)]
    [TestCase(false)]
    public void All_addresses_are_IPv4_too(bool? v6Only)
    {
        using var socket = ListenSocket.Bind(new(IPAddress.IPv6Any, 0, v6Only));

        CanConnect(socket, IPAddress.Loopback).Should().BeTrue();
    }

    [Test]
    public void V6only_keeps_IPv4_out()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Ignore("this host has no IPv6");
        }

        using var socket = ListenSocket.Bind(new(IPAddress.IPv6Any, 0, V6Only: true));

        CanConnect(socket, IPAddress.Loopback).Should().BeFalse();
    }

    [Test]
    public void V6only_means_nothing_to_an_IPv4_address()
    {
        using var socket = ListenSocket.Bind(new(IPAddress.Loopback, 0, V6Only: true));

        CanConnect(socket, IPAddress.Loopback).Should().BeTrue();
    }

    [Test]
    public void An_address_that_the_host_does_not_have_yet_can_be_bound()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("IP_FREEBIND is Linux's");
        }

        using var socket = ListenSocket.Bind(new(IPAddress.Parse("192.0.2.123"), 0));

        ((IPEndPoint)socket.LocalEndPoint!).Address.Should().Be(IPAddress.Parse("192.0.2.123"));
    }

    [Test]
    public void A_port_in_use_is_an_error()
    {
        using var first = ListenSocket.Bind(new(IPAddress.Loopback, 0));
        first.Listen();

        FluentActions
            .Invoking(() => ListenSocket.Bind(new(IPAddress.Loopback, ((IPEndPoint)first.LocalEndPoint!).Port)))
            .Should()
            .Throw<SocketException>()
            .Which.SocketErrorCode.Should()
            .Be(SocketError.AddressAlreadyInUse);
    }

    private static bool CanConnect(Socket listener, IPAddress address)
    {
        listener.Listen();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.Connect(new IPEndPoint(address, ((IPEndPoint)listener.LocalEndPoint!).Port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
