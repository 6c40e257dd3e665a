using System.Text.Json;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Mqtt.Tests;

/// <summary>What is published about devices that come, go and change.</summary>
public sealed class DeviceRegisterTests
{
    private const string Discovery = "homeassistant/device/temper_attic_usb-1_input1/config";
    private const string State = "temper/attic/usb-1_input1/state";
    private const string Availability = "temper/attic/usb-1_input1/availability";
    private static readonly string[] TopicsOfFirst = [Discovery, State, Availability];

    private readonly ObservedTimeProvider _time = new();
    private readonly EmulatedDevice _device = DevicesAt.Twin("usb-1");
    private EmulatedTransport _transport = null!;
    private TemperDeviceSet _devices = null!;
    private DeviceRegister _register = null!;

    [SetUp]
    public void Plug()
    {
        _transport = DevicesAt.Transport(_time, _device);
        _devices = new TemperDeviceSet(new TemperOptions { Transports = [_transport], TimeProvider = _time });
        _register = new DeviceRegister(new Topics("temper", "homeassistant", "attic"), DeviceNames.None, _time);
    }

    [TearDown]
    public async Task Close() => await _devices.DisposeAsync();

    [Test]
    public void Nothing_is_published_before_the_first_reading()
    {
        _register.Remember("usb-9");

        _register.Due().Should().BeEmpty();
    }

    [Test]
    public async Task What_could_not_be_published_stays_due()
    {
        await UpdateAsync();
        var (topic, payload) = _register.Due()[0];
        topic.Should().Be(Discovery);

        _register.MarkPublished(topic, payload);

        _register.Due().Select(message => message.Topic).Should().Equal(State, Availability, "temper/attic/status");
    }

    [Test]
    public async Task A_device_that_is_missing_for_a_day_is_removed_for_good()
    {
        await UpdateAsync();
        Publish();
        _transport.Unplug(_device);
        (await UpdateAsync()).Should().BeEmpty();
        Publish().Should().Equal((State, State), (Availability, "offline"));

        _time.Advance(DeviceRegister.RemovalTime - TimeSpan.FromSeconds(1));
        (await UpdateAsync()).Should().BeEmpty();
        Publish().Should().BeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await UpdateAsync()).Should().Equal("usb-1_input1");

        Publish().Should().Equal(TopicsOfFirst.Select(topic => (topic, "")));
        Publish().Should().BeEmpty();
    }

    [Test]
    public async Task A_device_that_was_away_for_less_than_a_day_starts_a_new_day()
    {
        await UpdateAsync();
        _transport.Unplug(_device);
        await UpdateAsync();
        _time.Advance(DeviceRegister.RemovalTime - TimeSpan.FromSeconds(1));
        _transport.Plug(_device);
        await UpdateAsync();
        _transport.Unplug(_device);
        await UpdateAsync();

        _time.Advance(DeviceRegister.RemovalTime - TimeSpan.FromSeconds(1));

        (await UpdateAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_removed_device_that_comes_back_is_announced_anew()
    {
        await UpdateAsync();
        _transport.Unplug(_device);
        await UpdateAsync();
        _time.Advance(DeviceRegister.RemovalTime);
        await UpdateAsync();
        _transport.Plug(_device);
        await UpdateAsync();

        _register.Due().Should().OnlyContain(message => message.Payload.Length > 0);
        Publish().Should().Contain((Availability, "online"));
    }

    [Test]
    public async Task A_device_that_an_earlier_run_published_is_removed_after_a_day_of_this_run()
    {
        _register.Remember("usb-9_input1");
        await UpdateAsync();
        Publish().Should().Contain(("temper/attic/usb-9_input1/availability", "offline"));

        _time.Advance(DeviceRegister.RemovalTime);

        (await UpdateAsync()).Should().Equal("usb-9_input1");
    }

    [Test]
    public async Task A_plugged_in_device_that_an_earlier_run_published_stays_online()
    {
        await UpdateAsync();

        _register.Remember("usb-1_input1");

        Publish().Should().Contain((Availability, "online"));
    }

    [Test]
    public async Task A_probe_that_is_pulled_out_keeps_its_sensor_without_a_value()
    {
        await UpdateAsync();
        Publish();

        _device.SetData("15a0ffff");
        await UpdateAsync();

        var (topic, payload) = _register.Due().Should().ContainSingle().Which;
        topic.Should().Be(State);
        using var state = JsonDocument.Parse(payload);
        var readings = state.RootElement.GetProperty("readings");
        readings.GetProperty("internal_temperature").GetDouble().Should().Be(21.625);
        readings.GetProperty("external_temperature").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public async Task Another_model_in_the_port_removes_the_sensors_of_the_first()
    {
        await UpdateAsync();
        Publish();
        _transport.Unplug(_device);
        _transport.Plug(DevicesAt.Hygrometer("usb-1"));
        await UpdateAsync();

        using var discovery = JsonDocument.Parse(_register.Due()[0].Payload);
        var components = discovery.RootElement.GetProperty("cmps");
        components.GetProperty("internal_temperature").GetRawText().Should().Be("""{"p":"sensor"}""");
        components.GetProperty("humidity").GetProperty("device_class").GetString().Should().Be("humidity");
        HomeAssistantSchema.ProblemsOf(Discovery, discovery.RootElement).Should().BeEmpty();
    }

    private async Task<IReadOnlyList<string>> UpdateAsync() => _register.Update(await _devices.ReadAsync());

    /// <summary>Publishes what is due. Returns it, with the topic instead of a long payload.</summary>
    private List<(string Topic, string Payload)> Publish()
    {
        var due = _register.Due();
        foreach (var (topic, payload) in due)
        {
            _register.MarkPublished(topic, payload);
        }

        return
        [
            .. due.Select(message => (message.Topic, message.Payload is ['{', ..] ? message.Topic : message.Payload)),
        ];
    }
}
