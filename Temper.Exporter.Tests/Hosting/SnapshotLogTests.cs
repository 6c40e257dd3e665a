using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Testing;

namespace Temper.Exporter.Tests.Hosting;

public sealed class SnapshotLogTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task An_entry_that_matches_nothing_is_logged_once(bool isFiltered)
    {
        var logger = new ListLoggerFactory();
        var config = new UserConfig(
            [new("usb-2", "internal", Quantity.Temperature, 1, 1)],
            new DeviceNames([new("usb-1", "intrenal", "Fridge"), new("usb-1", "internal", "Rack")])
        );
        var current = new CurrentConfig(config);
        var log = new SnapshotLog(logger, current, isFiltered);
        var transport = DevicesAt.Transport(TimeProvider.System, DevicesAt.Twin("usb-1"));
        await using var devices = new TemperDeviceSet(new TemperOptions { Transports = [transport] });

        log.Add(await devices.ReadAsync());
        transport.Plug(DevicesAt.Twin("usb-3")); // the problem now lists other devices
        log.Add(await devices.ReadAsync());

        const string NoSensor =
            "Warning config entry has no effect reason=names: device at 'usb-1' has no sensor 'intrenal'; "
            + "sensors: 'internal' temperature, 'external' temperature";
        const string NoDevice =
            "Warning config entry has no effect reason=calibration: no device at 'usb-2'; plugged in: usb-1/input1";
        logger
            .Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal))
            .Should()
            .Equal(isFiltered ? [NoSensor] : [NoDevice, NoSensor]);

        current.Value = config with { }; // reloaded
        log.Add(await devices.ReadAsync());

        logger.Lines.Count(line => line.Contains("'intrenal'", StringComparison.Ordinal)).Should().Be(2);
    }
}
