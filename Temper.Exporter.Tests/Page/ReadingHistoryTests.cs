using Microsoft.Extensions.Time.Testing;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Page;
using Temper.Testing;

namespace Temper.Exporter.Tests.Page;

public sealed class ReadingHistoryTests
{
    private const string Port = "usb-1/input1";

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private ReadingHistory _history = new();
    private readonly EmulatedDevice _device = DevicesAt.Twin("usb-1");
    private DeviceSnapshot _last = null!; // the device as it was in the last snapshot that had one
    private EmulatedTransport _transport = null!;
    private TemperDeviceSet _devices = null!;

    [SetUp]
    public void PlugIn()
    {
        _transport = DevicesAt.Transport(new FakeTimeProvider(), _device);
        _devices = new TemperDeviceSet(new TemperOptions { Transports = [_transport] });
    }

    [TearDown]
    public ValueTask Unplug() => _devices.DisposeAsync();

    [Test]
    public async Task Every_snapshot_adds_a_point_to_every_sensor()
    {
        await AddAt(0);
        _device.SetData("16a014a0");
        await AddAt(60);

        _history.Of(_last).Should().HaveCount(2);
        Internal().Should().Equal((0, 21.625), (60, 22.625));
    }

    [Test]
    public async Task Many_clients_add_no_more_points_than_one()
    {
        for (var second = 0; second <= 180; second += 5)
        {
            await AddAt(second + 7);
        }

        Internal().Select(point => point.Second).Should().Equal(7, 62, 122, 182);
    }

    [Test]
    public async Task What_is_older_than_the_hours_that_are_asked_for_is_omitted()
    {
        await AddAt(0);
        await AddAt(60);
        await AddAt(3660);

        Internal(hours: 1).Select(point => point.Second).Should().Equal(3660);
        Internal(hours: 2).Select(point => point.Second).Should().Equal(0, 60, 3660);
    }

    [Test]
    public async Task After_a_day_a_point_makes_room_for_another()
    {
        for (var minute = 0; minute <= 1441; minute++)
        {
            await AddAt(minute * 60);
        }

        var points = Internal(hours: 24).ToList();
        points.Should().HaveCount(1440);
        points[0].Should().Be((120, 21.625));
        points[^1].Should().Be((86_460, 21.625));
    }

    [Test]
    public async Task What_a_slot_had_a_day_ago_is_not_taken_for_the_value_of_a_device_that_fails()
    {
        await AddAt(0);
        await AddAt(60);
        _device.Fault = DeviceFault.Stall;
        await AddAt(86_400);

        Internal(hours: 24).Should().Equal((60, 21.625), (86_400, null));
    }

    [Test]
    public async Task A_device_that_fails_has_one_point_without_value_where_the_gap_begins()
    {
        await AddAt(0);
        _device.Fault = DeviceFault.Stall;
        await AddAt(60);
        await AddAt(120);
        await AddAt(180);
        _device.Fault = DeviceFault.None;
        await AddAt(240);

        Internal().Should().Equal((0, 21.625), (60, null), (240, 21.625));
    }

    [Test]
    public async Task A_device_that_fails_has_its_last_value()
    {
        await AddAt(0);
        await AddAt(50);
        _device.Fault = DeviceFault.Stall;
        await AddAt(60);

        var sensor = _history.Of(_last)[0];
        sensor.LastValue.Should().Be(21.625);
        sensor.LastTime.Should().Be(Noon.AddSeconds(50));
    }

    [Test]
    public async Task A_short_failure_is_not_a_gap()
    {
        await AddAt(0);
        _device.Fault = DeviceFault.Stall;
        await AddAt(60);
        _device.Fault = DeviceFault.None;
        await AddAt(75);

        Internal().Should().Equal((0, 21.625), (60, 21.625));
    }

    [Test]
    public async Task Without_points_the_last_value_and_the_sensors_remain()
    {
        var history = new ReadingHistory(keepsPoints: false);
        _history = history;
        await AddAt(0);

        Internal().Should().BeEmpty();
        history.Of(_last)[0].LastValue.Should().Be(21.625);
        history.Range(24).Sensors.Should().BeEmpty();
    }

    [Test]
    public async Task An_unplugged_device_is_a_gap_and_gone_after_a_day()
    {
        await AddAt(0);
        _transport.Unplug(_device);
        await AddAt(60);
        Internal().Should().Equal((0, 21.625), (60, null));

        await AddAt(86_460);
        _history.Of(_last).Should().BeEmpty();
    }

    [Test]
    public async Task A_clock_that_is_set_back_takes_what_would_be_in_the_future_and_no_more()
    {
        await AddAt(0);
        await AddAt(600);
        await AddAt(300);
        await AddAt(360);

        Internal().Select(point => point.Second).Should().Equal(0, 300, 360);
        _history.Of(_last)[0].LastTime.Should().Be(Noon.AddSeconds(360));
    }

    [Test]
    public async Task A_snapshot_that_another_one_has_overtaken_takes_nothing_from_it()
    {
        await AddAt(0);
        await AddAt(61);
        await AddAt(59);

        Internal().Should().Equal((0, 21.625), (61, 21.625));
    }

    [Test]
    public async Task A_device_that_makes_up_ports_cannot_fill_the_memory()
    {
        await AddAt(0);
        var sensor = (await _devices.ReadAsync()).Devices[0];
        var devices = Enumerable
            .Range(0, 1000)
            .Select(number =>
                sensor with
                {
                    Candidate = sensor.Candidate with
                    {
                        Interface = sensor.Candidate.Interface with { PortPath = $"usb-{number}" },
                    },
                }
            );
        var flood = new TemperSnapshot([.. devices], Noon.AddSeconds(60), TimeSpan.Zero);

        _history.Add(flood);

        flood.Devices.Sum(device => _history.Of(device).Count).Should().Be(254);
        Internal().Should().HaveCount(2, "that stick was there before");
    }

    [Test]
    public async Task Another_device_in_the_same_port_has_none_of_the_history()
    {
        await AddAt(0);
        _transport.Unplug(_device);
        _transport.Plug(DevicesAt.Hygrometer("usb-1"));
        await AddAt(60);

        _history
            .Of(_last, hours: 1)
            .Select(sensor => (sensor.Sensor, sensor.Quantity, sensor.Points.Count))
            .Should()
            .BeEquivalentTo([("", Quantity.Temperature, 1), ("", Quantity.RelativeHumidity, 1)]);
    }

    [Test]
    public async Task Until_the_firmware_of_a_new_device_is_known_it_has_no_history()
    {
        await AddAt(0);
        var other = DevicesAt.Hygrometer("usb-1");
        other.Fault = DeviceFault.Stall;
        _transport.Unplug(_device);
        _transport.Plug(other);
        await AddAt(60);

        _history.Of(_last).Should().BeEmpty();
    }

    [Test]
    public async Task A_device_that_was_replugged_goes_on()
    {
        await AddAt(0);
        _transport.Unplug(_device);
        _transport.Plug(_device);
        await AddAt(60);

        Internal().Should().Equal((0, 21.625), (60, 21.625));
    }

    private async Task AddAt(double second)
    {
        var snapshot = await _devices.ReadAsync() with { TakenAt = Noon.AddSeconds(second) };
        _history.Add(snapshot);
        _last = snapshot.Devices.FirstOrDefault() ?? _last;
    }

    private IEnumerable<(double Second, double? Value)> Internal(int hours = 1) =>
        _history
            .Of(_last, hours)
            .Single(sensor => (sensor.Sensor, sensor.Quantity) == ("internal", Quantity.Temperature))
            .Points.Select(point => ((point.Time - Noon).TotalSeconds, point.Value));
}
