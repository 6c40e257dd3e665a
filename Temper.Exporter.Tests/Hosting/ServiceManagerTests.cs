using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Temper.Emulator;
using Temper.Exporter.Hosting;
using Temper.Exporter.Http;
using Temper.Exporter.Settings;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests.Hosting;

[Platform("Linux", Reason = "only Linux has systemd")]
public sealed class ServiceManagerTests
{
    private const string Healthy = "HTTP/1.1 200 OK";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60); // how long a hang may hold up the tests
    private static readonly TimeSpan WatchdogTime = TimeSpan.FromSeconds(30);

    private readonly ObservedTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();

    [TearDown]
    public void DisposeStop() => _stop.Dispose();

    [Test]
    public async Task Start_and_stop_are_notified([Values] bool isAbstract)
    {
        var name = $"temper-{Guid.NewGuid():N}";
        using var manager = new NotifySocket(isAbstract ? $"@{name}" : Path.Combine(Path.GetTempPath(), name));
        var reporting = ReportAsync([], ("NOTIFY_SOCKET", manager.Address));
        (await manager.NextAsync()).Should().Be("READY=1");
        manager.IsEmpty.Should().BeTrue();

        await _stop.CancelAsync();

        (await manager.NextAsync()).Should().Be("STOPPING=1");
        await reporting.WaitAsync(Timeout);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("@")]
    [TestCase("vsock:2:1234")]
    [TestCase("/no/such/socket")]
    public async Task Without_a_socket_that_can_be_used_we_just_serve(string? socket)
    {
        await _stop.CancelAsync();

        await ReportAsync([], ("NOTIFY_SOCKET", socket), ("WATCHDOG_USEC", "30000000")).WaitAsync(Timeout);

        _time.TimerCount.Should().Be(0);
    }

    [Test]
    public async Task A_socket_name_that_is_too_long_is_ignored()
    {
        await _stop.CancelAsync();

        await ReportAsync([], ("NOTIFY_SOCKET", "/" + new string('x', 200))).WaitAsync(Timeout);
    }

    [Test]
    public async Task The_watchdog_hears_of_every_answer_of_our_own_server_each_half_of_its_time()
    {
        await using var server = new AnsweringServer(Healthy);
        using var manager = NotifySocket.Create();
        var reporting = WatchAsync(manager, server.Listener);
        (await manager.NextAsync()).Should().Be("READY=1");

        for (var sign = 1; sign <= 3; sign++)
        {
            (await manager.NextAsync()).Should().Be("WATCHDOG=1");
            server.RequestCount.Should().Be(sign);
            await PassAsync(WatchdogTime / 2);
        }

        server.LastRequest.Should().StartWith("GET /-/healthy HTTP/1.1\r\n");
        await EndAsync(reporting);
    }

    [Test]
    public async Task A_device_that_hangs_does_not_suppress_the_sign_of_life()
    {
        var device = DevicesAt.Twin("usb-1");
        device.Fault = DeviceFault.Silent;
        await using var exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(TimeProvider.System, device),
            deviceTimeout: Timeout
        );
        var scrape = exporter.ScrapeAsync();
        using var manager = NotifySocket.Create();

        var reporting = WatchAsync(manager, exporter.Listener);

        (await manager.NextAsync()).Should().Be("READY=1");
        (await manager.NextAsync()).Should().Be("WATCHDOG=1");
        scrape.IsCompleted.Should().BeFalse();
        await EndAsync(reporting);
    }

    [TestCase("HTTP/1.1 503 Service Unavailable")]
    [TestCase("HTTP/1.1 404 Not Found")]
    [TestCase("what?")]
    public async Task An_unhealthy_server_sends_no_sign_of_life_until_it_recovers(string answer)
    {
        await using var server = new AnsweringServer(answer);
        using var manager = NotifySocket.Create();
        var reporting = WatchAsync(manager, server.Listener);
        (await manager.NextAsync()).Should().Be("READY=1");
        await PassAsync(WatchdogTime / 8);
        await WaitsForAsync(WatchdogTime / 8);
        manager.IsEmpty.Should().BeTrue();

        server.Answer = Healthy;
        _time.Advance(WatchdogTime / 8);

        (await manager.NextAsync()).Should().Be("WATCHDOG=1");
        await EndAsync(reporting);
    }

    [Test]
    public async Task A_server_that_hangs_sends_no_sign_of_life()
    {
        await using var server = new AnsweringServer(answer: "");
        using var manager = NotifySocket.Create();
        var reporting = WatchAsync(manager, server.Listener);
        (await manager.NextAsync()).Should().Be("READY=1");

        await PassAsync(WatchdogTime / 4); // the wait for the answer ends
        await WaitsForAsync(WatchdogTime / 8);

        manager.IsEmpty.Should().BeTrue();
        await EndAsync(reporting);
    }

    [Test]
    public async Task One_listener_of_two_that_does_not_answer_is_enough_to_be_silent()
    {
        await using var good = new AnsweringServer(Healthy);
        await using var bad = new AnsweringServer("HTTP/1.1 500 Internal Server Error");
        using var manager = NotifySocket.Create();
        var reporting = WatchAsync(manager, good.Listener, bad.Listener);
        (await manager.NextAsync()).Should().Be("READY=1");

        await WaitsForAsync(WatchdogTime / 8);

        manager.IsEmpty.Should().BeTrue();
        await EndAsync(reporting);
    }

    [TestCase("0.0.0.0")]
    [TestCase("::")]
    public async Task A_server_for_all_addresses_is_asked_over_loopback(string address)
    {
        await using var server = new AnsweringServer(Healthy, IPAddress.Parse(address));
        using var manager = NotifySocket.Create();

        var reporting = WatchAsync(manager, server.Listener);

        (await manager.NextAsync()).Should().Be("READY=1");
        (await manager.NextAsync()).Should().Be("WATCHDOG=1");
        server.RequestCount.Should().Be(1);
        await EndAsync(reporting);
    }

    [Test]
    public async Task A_listen_address_that_no_interface_has_yet_is_healthy()
    {
        using var listener = ListenSocket.Bind(new ListenAddress(IPAddress.Parse("192.0.2.1"), 0));
        listener.Listen();
        using var manager = NotifySocket.Create();

        var reporting = WatchAsync(manager, listener);

        (await manager.NextAsync()).Should().Be("READY=1");
        (await manager.NextAsync()).Should().Be("WATCHDOG=1");
        await EndAsync(reporting);
    }

    [TestCase("0", null)]
    [TestCase("-1", null)]
    [TestCase("soon", null)]
    [TestCase("30000000", "1")] // meant for another process
    public async Task Without_a_watchdog_that_waits_for_us_there_are_no_signs_of_life(
        string microseconds,
        string? process
    )
    {
        await using var server = new AnsweringServer(Healthy);
        using var manager = NotifySocket.Create();
        var reporting = ReportAsync(
            [server.Listener],
            ("NOTIFY_SOCKET", manager.Address),
            ("WATCHDOG_USEC", microseconds),
            ("WATCHDOG_PID", process)
        );
        (await manager.NextAsync()).Should().Be("READY=1");

        await EndAsync(reporting);

        (await manager.NextAsync()).Should().Be("STOPPING=1");
        server.RequestCount.Should().Be(0);
    }

    private Task WatchAsync(NotifySocket manager, params Socket[] listeners) =>
        ReportAsync(
            listeners,
            ("NOTIFY_SOCKET", manager.Address),
            ("WATCHDOG_USEC", WatchdogTime.TotalMicroseconds.ToString(CultureInfo.InvariantCulture)),
            ("WATCHDOG_PID", Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
        );

    private Task ReportAsync(IReadOnlyList<Socket> listeners, params (string Name, string? Value)[] variables)
    {
        var environment = variables.ToDictionary(pair => pair.Name, pair => pair.Value);
        return new ServiceManager(environment.GetValueOrDefault, NullLogger.Instance, _time).ReportAsync(
            listeners,
            _stop.Token
        );
    }

    /// <summary>Advances the clock by this time once a timer waits for it.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        await WaitsForAsync(span);
        _time.Advance(span);
    }

    private async Task WaitsForAsync(TimeSpan span)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (!_time.HasTimerDueIn(span))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), timeout.Token);
        }
    }

    private async Task EndAsync(Task reporting)
    {
        await _stop.CancelAsync();
        await reporting.WaitAsync(Timeout);
    }
}
