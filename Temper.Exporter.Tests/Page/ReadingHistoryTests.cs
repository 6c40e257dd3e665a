using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Page;
using Temper.Testing;

namespace Temper.Exporter.Tests.Page;

public sealed class ReadingHistoryTests : ReadingHistoryTest
{
    [Test]
    public async Task Every_snapshot_adds_a_point_to_every_sensor()
    {
        await AddAt(0);
        Device.SetData("16a014a0");
        await AddAt(60);

        History.Of(Last).Should().HaveCount(2);
        Internal().Should().Equal((0, 21.625), (60, 22.625));
    }

    [Test]
    public async Task A_device_that_fails_has_one_point_without_value_where_the_gap_begins()
    {
        await AddAt(0);
        Device.Fault = DeviceFault.Stall;
        await AddAt(60);
        await AddAt(120);
        await AddAt(180);
        Device.Fault = DeviceFault.None;
        await AddAt(240);

        Internal().Should().Equal((0, 21.625), (60, null), (240, 21.625));
    }

    [Test]
    public async Task A_device_that_fails_has_its_last_value()
    {
        await AddAt(0);
        await AddAt(50);
        Device.Fault = DeviceFault.Stall;
        await AddAt(60);

        var sensor = History.Of(Last)[0];
        sensor.LastValue.Should().Be(21.625);
        sensor.LastTime.Should().Be(Noon.AddSeconds(50));
    }

    [Test]
    public async Task A_short_failure_is_not_a_gap()
    {
        await AddAt(0);
        Device.Fault = DeviceFault.Stall;
        await AddAt(60);
        Device.Fault = DeviceFault.None;
        await AddAt(75);

        Internal().Should().Equal((0, 21.625), (60, 21.625));
    }

    [Test]
    public async Task Without_points_the_last_value_and_the_sensors_remain()
    {
        var history = new ReadingHistory(keepsPoints: false);
        History = history;
        await AddAt(0);

        Internal().Should().BeEmpty();
        history.Of(Last)[0].LastValue.Should().Be(21.625);
        history.Range(24).Sensors.Should().BeEmpty();
    }

    [Test]
    public async Task A_clock_that_is_set_back_takes_what_would_be_in_the_future_and_no_more()
    {
        await AddAt(0);
        await AddAt(600);
        await AddAt(300);
        await AddAt(360);

        Internal().Select(point => point.Second).Should().Equal(0, 300, 360);
        History.Of(Last)[0].LastTime.Should().Be(Noon.AddSeconds(360));
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
        var sensor = (await Devices.ReadAsync()).Devices[0];
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

        History.Add(flood);

        flood.Devices.Sum(device => History.Of(device).Count).Should().Be(254);
        Internal().Should().HaveCount(2, "that stick was there before");
    }

    [Test]
    public async Task Another_device_in_the_same_port_has_none_of_the_history()
    {
        await AddAt(0);
        Transport.Unplug(Device);
        Transport.Plug(DevicesAt.Hygrometer("usb-1"));
        await AddAt(60);

        History
            .Of(Last, hours: 1)
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
        Transport.Unplug(Device);
        Transport.Plug(other);
        await AddAt(60);

        History.Of(Last).Should().BeEmpty();
    }

    [Test]
    public async Task A_device_that_was_replugged_goes_on()
    {
        await AddAt(0);
        Transport.Unplug(Device);
        Transport.Plug(Device);
        await AddAt(60);

        Internal().Should().Equal((0, 21.625), (60, 21.625));
    }
}
