using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Temper.Emulator.Usb.UsbIp;
using Temper.Testing;

namespace Temper.Emulator.Tests.UsbIp;

/// <summary>The handshake of the stock <c>usbip</c> tool, byte by byte.</summary>
public sealed class UsbIpServerTests
{
    private readonly ObservedTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _log = new();
    private UsbIpServer _server = null!;

    [SetUp]
    public async Task PlugTwoDevicesIn()
    {
        _server = new UsbIpServer(new IPEndPoint(IPAddress.Loopback, 0), _time, TimeSpan.Zero, _log.Enqueue);
        var number = 0;
        foreach (var device in SimulatedDevices.ReferenceReadme())
        {
            await _server.PlugAsync(++number, device);
        }
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task The_list_has_each_device_with_its_interfaces()
    {
        await using var client = Connect();
        await client.SendAsync([0x01, 0x11, 0x80, 0x05, 0, 0, 0, 0]);

        (await client.ReadAsync(12)).Should().Equal(0x01, 0x11, 0x00, 0x05, 0, 0, 0, 0, 0, 0, 0, 2);
        foreach (var (busId, product) in new[] { ("1-1", 0x7401), ("1-2", 0x7402) })
        {
            var device = await client.ReadAsync(312 + 8);
            Text(device.AsSpan(256, 32)).Should().Be(busId);
            Text(device.AsSpan(0, 256)).Should().EndWith($"/{busId}");
            BinaryPrimitives.ReadUInt32BigEndian(device.AsSpan(296)).Should().Be(1, "it is a low-speed device");
            device[300..306].Should().Equal(0x0c, 0x45, 0x74, (byte)product, 0x00, 0x01);
            device[306..].Should().Equal(0, 0, 0, 1, 1, 2, 3, 1, 1, 0, 3, 1, 2, 0);
        }

        (await client.IsClosedAsync()).Should().BeTrue();
    }

    [Test]
    public async Task An_imported_device_answers_on_the_same_socket()
    {
        await using var client = Connect();
        (await ImportAsync(client, "1-2")).Should().Be(0);
        var device = await client.ReadAsync(312);
        Text(device.AsSpan(256, 32)).Should().Be("1-2");

        await client.SubmitInterruptInAsync();
        await client.SetReportAsync(HidQueries.Reading);

        (await client.ReceiveAsync()).Data.Should().Equal(0x80, 4, 0x19, 0xa8, 0x06, 0xce, 0, 0);
    }

    [TestCase("1-3")]
    [TestCase("")]
    [TestCase("../../../etc/passwd")]
    public async Task An_unknown_bus_id_is_refused(string busId)
    {
        await using var client = Connect();

        (await ImportAsync(client, busId)).Should().Be(1);
        (await client.IsClosedAsync()).Should().BeTrue();
    }

    [Test]
    public async Task A_device_is_imported_once_until_it_is_released()
    {
        await using (var first = Connect())
        {
            (await ImportAsync(first, "1-1")).Should().Be(0);

            await using var second = Connect();
            (await ImportAsync(second, "1-1")).Should().Be(1);
        }

        var status = 1u;
        while (status != 0) // the server hears of the end in its own time
        {
            await using var third = Connect();
            status = await ImportAsync(third, "1-1");
        }
    }

    [Test]
    public async Task An_unplugged_device_is_neither_connected_nor_listed_until_it_is_plugged_in_again()
    {
        await using var client = Connect();
        await ImportAsync(client, "1-1");
        await client.ReadAsync(312);

        (await _server.UnplugAsync(1)).Should().BeTrue();
        (await client.IsClosedAsync()).Should().BeTrue();
        _server.IsPlugged(1).Should().BeFalse();
        await using var refused = Connect();
        (await ImportAsync(refused, "1-1")).Should().Be(1);

        await _server.PlugAsync(1, SimulatedDevices.ReferenceReadme()[0]);
        await using var again = Connect();
        (await ImportAsync(again, "1-1")).Should().Be(0);
    }

    [Test]
    public async Task A_client_that_asks_for_nothing_is_closed_after_ten_seconds()
    {
        await using var idle = Connect();
        while (!_time.HasTimerDueIn(TimeSpan.FromSeconds(10)))
        {
            await Task.Yield();
        }

        _time.Advance(TimeSpan.FromSeconds(10));

        (await idle.IsClosedAsync()).Should().BeTrue();
        _log.Should().ContainSingle().Which.Should().EndWith("closed: no request within 10 s");
    }

    [Test]
    public async Task Nonsense_ends_only_the_connection_it_came_by()
    {
        await using var good = Connect();
        (await ImportAsync(good, "1-1")).Should().Be(0);
        await good.ReadAsync(312);

        foreach (var nonsense in new[] { "GET / HTTP/1.1\r\n\r\n", "\x01\x11\x80\x04\0\0\0\0" })
        {
            await using var bad = Connect();
            await bad.SendAsync(Encoding.Latin1.GetBytes(nonsense));
            await FluentActions.Awaiting(() => bad.ReadAsync(1)).Should().ThrowAsync<IOException>();
        }

        (await good.ControlInAsync(0x80, 6, 0x0100, 0, 18)).Data.Should().HaveCount(18);
        _log.Should().HaveCount(2).And.OnlyContain(line => line.Contains("closed: ", StringComparison.Ordinal));
    }

    [Test]
    public void A_port_in_use_is_an_error_of_one_line() =>
        FluentActions
            .Invoking(() => new UsbIpServer(_server.Address, _time, TimeSpan.Zero, _log.Enqueue))
            .Should()
            .Throw<DeviceBusException>()
            .WithMessage("cannot listen on 127.0.0.1:*; choose another with --listen ADDRESS:PORT");

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes).TrimEnd('\0');

    private KernelSide Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(_server.Address);
        return new KernelSide(new NetworkStream(socket, ownsSocket: true));
    }

    private static async Task<uint> ImportAsync(KernelSide client, string busId)
    {
        await client.SendAsync([
            0x01,
            0x11,
            0x80,
            0x03,
            0,
            0,
            0,
            0,
            .. Encoding.ASCII.GetBytes(busId.PadRight(32, '\0')),
        ]);
        var reply = await client.ReadAsync(8);
        reply[..4].Should().Equal(0x01, 0x11, 0x00, 0x03);
        return BinaryPrimitives.ReadUInt32BigEndian(reply.AsSpan(4));
    }
}
