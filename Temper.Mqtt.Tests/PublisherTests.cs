using System.Text.Json;
using MQTTnet.Protocol;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Mqtt.Tests;

public sealed class PublisherTests
{
    private const string Status = "temper/attic/status";
    private const string HomeAssistantStatus = "homeassistant/status";
    private const string FirstState = "temper/attic/usb-1_input1/state";
    private const string FirstAvailability = "temper/attic/usb-1_input1/availability";
    private const string FirstDiscovery = "homeassistant/device/temper_attic_usb-1_input1/config";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60); // how long a hang may hold up the tests

    private readonly ObservedTimeProvider _time = new();
    private readonly TestBroker _broker = new();
    private readonly ListLoggerFactory _log = new();
    private readonly EmulatedDevice _first = DevicesAt.Twin("usb-1");
    private readonly EmulatedDevice _second = DevicesAt.Hygrometer("usb-2");
    private readonly CancellationTokenSource _stop = new();
    private EmulatedTransport _transport = null!;
    private Task _running = Task.CompletedTask;

    [SetUp]
    public Task StartBroker() => _broker.StartAsync();

    [TearDown]
    public async Task StopAll()
    {
        await StopAsync();
        await _broker.DisposeAsync();
        _stop.Dispose();
        _log.Dispose();
    }

    [Test]
    public async Task Each_device_is_announced_and_then_its_readings_are_published()
    {
        Start();

        var discovery = await _broker.NextAsync(FirstDiscovery);
        var state = await _broker.NextAsync(FirstState);
        var availability = await _broker.NextAsync(FirstAvailability);
        var status = await _broker.NextAsync(Status);

        foreach (var message in new[] { discovery, state, availability, status })
        {
            message.IsRetained.Should().BeTrue();
            message.Qos.Should().Be(MqttQualityOfServiceLevel.AtLeastOnce);
        }

        availability.Payload.Should().Be("online");
        status.Payload.Should().Be("online");
        using var document = JsonDocument.Parse(state.Payload);
        document.RootElement.GetProperty("state").GetString().Should().Be("ok");
        document
            .RootElement.GetProperty("readings")
            .GetProperty("internal_temperature")
            .GetDouble()
            .Should()
            .Be(21.625);
        _broker.Retained["temper/attic/usb-2_input1/availability"].Should().Be("online");
    }

    [Test]
    public async Task Readings_follow_at_the_interval_without_new_announcements()
    {
        Start();
        await _broker.NextAsync(Status);
        _broker.Retained.Clear();

        _time.Advance(Interval);
        await _broker.NextAsync(FirstState);
        await _broker.NextAsync("temper/attic/usb-2_input1/state");

        _broker.Retained.Keys.Should().BeEquivalentTo(FirstState, "temper/attic/usb-2_input1/state");
    }

    [Test]
    public async Task The_last_will_says_offline_until_the_program_is_back()
    {
        Start();
        await _broker.NextAsync(Status, "online");

        await _broker.DropAsync("temper-mqtt-attic");

        var will = await _broker.NextAsync(Status);
        will.Should().Be(new Received(Status, "offline", IsRetained: true, MqttQualityOfServiceLevel.AtLeastOnce));
        await PassAsync(ReconnectDelay.Minimum);
        await _broker.NextAsync(Status, "online");
    }

    [Test]
    public async Task A_stop_publishes_offline()
    {
        Start();
        await _broker.NextAsync(Status, "online");

        await StopAsync();

        (await _broker.NextAsync(Status)).Payload.Should().Be("offline");
        _log.Lines[^1].Should().Be("Information stopped");
    }

    [Test]
    public async Task A_device_that_is_unplugged_is_offline_and_online_when_it_comes_back()
    {
        Start();
        await _broker.NextAsync(Status);

        _transport.Unplug(_first);
        _time.Advance(Interval);
        (await _broker.NextAsync(FirstState)).Payload.Should().Contain("\"state\":\"unplugged\"");
        (await _broker.NextAsync(FirstAvailability)).Payload.Should().Be("offline");

        _transport.Plug(_first);
        _time.Advance(Interval);
        (await _broker.NextAsync(FirstState)).Payload.Should().Contain("\"state\":\"ok\"");
        (await _broker.NextAsync(FirstAvailability)).Payload.Should().Be("online");
        _broker.Retained[FirstDiscovery].Should().NotBeEmpty();
    }

    [Test]
    public async Task A_device_that_fails_is_offline_with_the_reason()
    {
        Start();
        await _broker.NextAsync(Status);

        _first.Fault = DeviceFault.Stall;
        _time.Advance(Interval);

        using var state = JsonDocument.Parse((await _broker.NextAsync(FirstState)).Payload);
        state.RootElement.GetProperty("state").GetString().Should().Be("failed");
        state.RootElement.GetProperty("error").GetProperty("reason").GetString().Should().Be("io");
        state
            .RootElement.GetProperty("readings")
            .GetProperty("internal_temperature")
            .ValueKind.Should()
            .Be(JsonValueKind.Null);
        (await _broker.NextAsync(FirstAvailability)).Payload.Should().Be("offline");
    }

    [Test]
    public async Task Everything_is_published_again_when_home_assistant_starts()
    {
        Start();
        await _broker.NextAsync(Status);
        _broker.Retained.Clear();

        await _broker.PublishAsync(HomeAssistantStatus, "offline");
        await _broker.PublishAsync(HomeAssistantStatus, "online");

        await _broker.NextAsync(FirstDiscovery);
        await _broker.NextAsync(Status);
        _broker.Retained.Keys.Should().HaveCount(7, "each of two devices has three topics, and the program one");
    }

    [Test]
    public async Task A_broker_that_comes_back_gets_everything_again()
    {
        Start();
        await _broker.NextAsync(Status);

        await _broker.StopAsync();
        await PassAsync(ReconnectDelay.Minimum); // refused
        await PassAsync(2 * ReconnectDelay.Minimum); // refused
        await UntilTimerAsync(4 * ReconnectDelay.Minimum);
        _broker.Retained.Clear();
        await _broker.StartAsync();
        _time.Advance(4 * ReconnectDelay.Minimum);

        await _broker.NextAsync(FirstDiscovery);
        await _broker.NextAsync(Status, "online");
        _broker.Retained.Keys.Should().HaveCount(7);
        _log.Lines.Count(line => line.Contains("Connection refused", StringComparison.Ordinal))
            .Should()
            .Be(1, "an outage is one line");
    }

    [Test]
    public async Task A_device_that_an_earlier_run_published_is_offline_if_it_is_missing()
    {
        await _broker.PublishAsync("temper/attic/usb-9_input1/availability", "online", isRetained: true);

        Start();

        (await _broker.NextAsync("temper/attic/usb-9_input1/state")).Payload.Should().Contain("unplugged");
        (await _broker.NextAsync("temper/attic/usb-9_input1/availability")).Payload.Should().Be("offline");
    }

    [TestCase(MqttConnectReasonCode.BadUserNameOrPassword, "refused the user or password")]
    [TestCase(MqttConnectReasonCode.NotAuthorized, "not authorized")]
    public async Task A_refused_login_is_reported_and_tried_again(MqttConnectReasonCode answer, string expected)
    {
        _broker.Answer = answer;
        Start();

        await UntilTimerAsync(ReconnectDelay.Minimum);
        _log.Lines.Should().ContainSingle(line => line.Contains(expected, StringComparison.Ordinal));
        _broker.Answer = MqttConnectReasonCode.Success;
        _time.Advance(ReconnectDelay.Minimum);

        await _broker.NextAsync(Status, "online");
    }

    private void Start()
    {
        _transport = DevicesAt.Transport(_time, _first, _second);
        var options = new TemperOptions
        {
            Transports = [_transport],
            TimeProvider = _time,
            LoggerFactory = _log,
        };
        var topics = new Topics("temper", "homeassistant", "attic");
        _running = new Publisher(_broker.Options, topics, options, UserConfig.None, _log).RunAsync(
            Interval,
            _stop.Token
        );
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Timeout);
    }

    private async Task PassAsync(TimeSpan span)
    {
        await UntilTimerAsync(span);
        _time.Advance(span);
    }

    private async Task UntilTimerAsync(TimeSpan span)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (!_time.HasTimerDueIn(span))
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
