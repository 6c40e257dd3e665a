using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Temper.Devices;
using Temper.Devices.Transport;
using Temper.Exporter.Http;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Http;

public sealed class FaultyRequestTests
{
    [Test]
    public async Task Devices_that_cannot_be_listed_are_one_line_and_500()
    {
        await using var exporter = await RunningExporter.StartAsync(
            new TemperOptions
            {
                Transports =
                [
                    new UnlistableTransport(new UnauthorizedAccessException("Access to the path '/x' is denied.")),
                ],
            }
        );

        using var response = await exporter.SendAsync(HttpMethod.Get, "/metrics");

        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync())
            .Should()
            .Be("cannot list devices: Access to the path '/x' is denied.\n");
    }

    [Test]
    public async Task A_fault_that_nothing_foresaw_is_one_line_and_500()
    {
        await using var exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [new UnlistableTransport(new InvalidOperationException("what\nnow"))] }
        );

        using var response = await exporter.SendAsync(HttpMethod.Get, "/metrics");

        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).Should().Be("internal error: what now\n");
        (await exporter.ScrapeAsync("/-/healthy")).Should().Be("ok\n");
    }

    [TestCase("/-/healthy")]
    [TestCase("/metrics")]
    public async Task A_client_that_closes_its_sending_side_gets_its_answer(string path)
    {
        await using var exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(TimeProvider.System, DevicesAt.Twin("usb-1"))
        );
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)exporter.Listener.LocalEndPoint!);
        var stream = client.GetStream();

        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.0\r\n\r\n"));
        client.Client.Shutdown(SocketShutdown.Send);

        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync()).Should().StartWith("HTTP/1.1 200 OK\r\n");
    }

    [Test]
    public async Task A_client_that_left_is_given_up_after_a_while()
    {
        var time = new ObservedTimeProvider();
        using var left = new CancellationTokenSource();
        var end = new TaskCompletionSource();
        var connection = new DefaultConnectionContext { ConnectionClosed = left.Token };
        var serving = new HalfClosedConnections(_ => end.Task, time).ServeAsync(connection);

        await left.CancelAsync();
        connection.ConnectionClosed.IsCancellationRequested.Should().BeFalse();
        time.Advance(HalfClosedConnections.Grace);

        connection.ConnectionClosed.IsCancellationRequested.Should().BeTrue();
        end.SetResult();
        await serving;
        time.TimerCount.Should().Be(0);
    }

    private sealed class UnlistableTransport(Exception fault) : ITransport
    {
        public IReadOnlyList<UsbInterfaceInfo> Enumerate() => throw fault;

        public ITransportConnection Open(UsbInterfaceInfo target) => throw fault;
    }
}
