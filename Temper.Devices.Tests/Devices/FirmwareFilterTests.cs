using System.Collections.Concurrent;
using System.Text;
using Temper.Devices.Protocol.Hid;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.Tests.Devices;

/// <summary>A filter by firmware version, which a device reports only after it was opened.</summary>
public sealed class FirmwareFilterTests
{
    private readonly DeviceBench _bench = new("TEMPer2_V4.1", "TEMPer2_M12_V1.3");
    private readonly ConcurrentQueue<(string PortPath, string Version)> _asked = new(); // devices ask at the same time
    private readonly ListLoggerFactory _log = new();

    private EmulatedDevice Excluded => _bench.Transport.Devices.Single(device => device.PortPath == "usb-1");

    private TemperOptions Options =>
        _bench.Options with
        {
            LoggerFactory = _log,
            FirmwareFilter = (candidate, version) =>
            {
                _asked.Enqueue((candidate.PortPath, version));
                return version == "TEMPer2_M12_V1.3";
            },
        };

    [Test]
    public async Task An_excluded_device_gets_the_version_query_only_and_is_in_no_snapshot()
    {
        await using var set = new TemperDeviceSet(Options);

        for (var read = 0; read < 3; read++)
        {
            (await set.ReadAsync()).Devices.Should().ContainSingle().Which.PortPath.Should().Be("usb-2/input1");
        }

        Excluded.ReceivedQueries.Should().ContainSingle().Which.Should().Equal(Queries.FirmwareVersion.ToArray());
        _asked.Should().BeEquivalentTo([("usb-1/input1", "TEMPer2_V4.1"), ("usb-2/input1", "TEMPer2_M12_V1.3")]);
        _log.Lines.Should().NotContain(line => line.Contains("usb-1", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_replugged_device_is_asked_again()
    {
        await using var set = new TemperDeviceSet(Options);
        await set.ReadAsync();
        var device = Excluded;

        _bench.Transport.Unplug(device);
        (await set.ReadAsync()).Devices.Should().ContainSingle();
        _bench.Transport.Plug(device);
        (await set.ReadAsync()).Devices.Should().ContainSingle();

        _asked.Count(asked => asked.PortPath == "usb-1/input1").Should().Be(2);
        device.QueryCount.Should().Be(2);
    }

    [Test]
    public async Task Before_it_reports_its_version_a_device_fails_like_any_other()
    {
        var device = Excluded;
        device.Fault = DeviceFault.Silent;
        await using var set = new TemperDeviceSet(Options);

        (await _bench.RunAsync(set.ReadAsync(), device))
            .Devices.Single(read => read.PortPath == "usb-1/input1")
            .Error.Should()
            .BeOfType<TemperTimeoutException>();
        device.Fault = DeviceFault.None;
        (await set.ReadAsync()).Devices.Should().ContainSingle();
    }

    [Test]
    public async Task An_unknown_firmware_is_excluded_too([Values] bool isWanted)
    {
        _bench.Transport.Unplug(_bench.Transport.Devices[1]);
        Excluded.Version = Encoding.ASCII.GetBytes("TEMPer8_V1.0    ");
        var options = Options with { FirmwareFilter = (_, version) => isWanted && version == "TEMPer8_V1.0" };
        await using var set = new TemperDeviceSet(options);

        var errors = (await set.ReadAsync()).Devices.Select(device => device.Error!.Reason);

        errors.Should().Equal(isWanted ? [TemperErrorReason.UnknownFirmware] : []);
    }

    [Test]
    public async Task Callers_that_read_together_all_miss_it()
    {
        await using var set = new TemperDeviceSet(Options);

        var snapshots = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => set.ReadAsync()));

        snapshots.Should().OnlyContain(snapshot => snapshot.Devices.Single().PortPath == "usb-2/input1");
        Excluded.QueryCount.Should().Be(1);
    }

    [Test]
    public async Task The_first_device_that_is_opened_is_one_that_the_filter_selects()
    {
        await using var device = await TemperDevices.OpenFirstAsync(Options);

        device.Info.Version.Should().Be("TEMPer2_M12_V1.3");
    }

    [Test]
    public async Task An_excluded_device_cannot_be_opened()
    {
        var open = () => TemperDevices.OpenAsync(TemperDevices.Find(Options)[0], Options);

        (await open.Should().ThrowAsync<TemperDeviceNotFoundException>())
            .Which.Message.Should()
            .Be("/dev/hidraw1: the filter excludes firmware TEMPer2_V4.1");
    }

    [Test]
    public async Task Without_a_selected_device_none_is_found()
    {
        const string Excluded = "the filter excludes every TEMPer device that is plugged in*";
        var byFirmware = Options with { FirmwareFilter = (_, _) => false };
        var byPort = _bench.Options with { Filter = _ => false };

        await FluentActions
            .Awaiting(() => TemperDevices.OpenFirstAsync(byFirmware))
            .Should()
            .ThrowAsync<TemperDeviceNotFoundException>()
            .WithMessage(Excluded);
        await FluentActions
            .Awaiting(() => TemperDevices.OpenFirstAsync(byPort))
            .Should()
            .ThrowAsync<TemperDeviceNotFoundException>()
            .WithMessage(Excluded);
        foreach (var device in _bench.Transport.Devices.ToList())
        {
            _bench.Transport.Unplug(device);
        }

        await FluentActions
            .Awaiting(() => TemperDevices.OpenFirstAsync(byPort))
            .Should()
            .ThrowAsync<TemperDeviceNotFoundException>()
            .WithMessage("no TEMPer device found; plug one in");
    }
}
